package org.jukebox4j.core.training;

/**
 * Decides which steps are left out: those whose loss or gradient norm is not finite or whose norm
 * is above a limit. When too many follow one another, training has failed and says so, with the
 * weights still as they were before.
 */
public final class ExplosionGuard {
  private final double limit;
  private final int patience;
  private long skipped;
  private int inARow;

  /**
   * A guard.
   *
   * @param limit largest gradient norm (before clipping) that is accepted, above 0; infinite to
   *     refuse only what is not finite
   * @param patience how many steps in a row may be left out, at least 0
   */
  public ExplosionGuard(double limit, int patience) {
    requireSettings(limit, patience);
    this.limit = limit;
    this.patience = patience;
  }

  static void requireSettings(double limit, int patience) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          "the limit of the gradient norm must be above 0 (or infinite), but was " + limit);
    }
    if (patience < 0) {
      throw new IllegalArgumentException("patience must be at least 0 steps, but was " + patience);
    }
  }

  /**
   * Judges a step and counts it if it is to be left out.
   *
   * @param step number of the step, for the message
   * @param loss its loss
   * @param norm its gradient norm
   * @return true if the step is to be made
   * @throws TrainingDivergedException if more steps in a row than allowed had to be left out
   */
  public boolean accepts(long step, double loss, double norm) {
    if (Double.isFinite(loss) && norm <= limit && Double.isFinite(norm)) {
      inARow = 0;
      return true;
    }
    skipped++;
    inARow++;
    if (inARow > patience) {
      throw new TrainingDivergedException(step, inARow, loss, norm, limit);
    }
    return false;
  }

  /**
   * Returns how many steps were left out.
   *
   * @return their number since the beginning
   */
  public long skipped() {
    return skipped;
  }

  /**
   * Returns how many steps were left out since the last that was made.
   *
   * @return their number
   */
  public int skippedInARow() {
    return inARow;
  }

  /**
   * Takes over the counts of a saved run.
   *
   * @param all what {@link #skipped()} gave
   * @param last what {@link #skippedInARow()} gave
   */
  public void restore(long all, int last) {
    if (last < 0 || all < last) {
      throw new IllegalArgumentException(
          "skipped steps: expected 0 <= in a row <= all, but was " + last + " and " + all);
    }
    skipped = all;
    inARow = last;
  }
}
