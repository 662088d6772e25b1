package org.jukebox4j.vqvae.codebook;

/**
 * When a code that is chosen too seldom gets a random vector of the present batch. Source: Dhariwal
 * et al. 2020, §3.1.
 */
public sealed interface RandomRestart {
  /** The original's rule: fewer than one use a step, on average. */
  RandomRestart ORIGINAL = new BelowUses(1.0);

  /**
   * A rule that suits batches of any size: a tenth of the expected use, restarted at half of it.
   */
  RandomRestart RELATIVE = new BelowShareOfExpectedUse(0.1, 0.5);

  /** No code is ever restarted. */
  RandomRestart NEVER = new Never();

  /**
   * Returns the average use below which a code counts as unused.
   *
   * @param vectors vectors of a batch
   * @param codes size of the codebook
   * @return uses in one step
   */
  double usesOf(int vectors, int codes);

  /**
   * Restarts codes below a number of uses. Where a batch has fewer vectors than the codebook codes,
   * the mean use is below 1 and the original's threshold restarts nearly every code in each step.
   *
   * @param threshold average uses in one step
   */
  record BelowUses(double threshold) implements RandomRestart {
    /** Checks the number. */
    public BelowUses {
      if (!(threshold > 0)) {
        throw new IllegalArgumentException(
            "restart threshold must be above 0 uses a step, but was "
                + threshold
                + "; use RandomRestart.NEVER for no restart");
      }
    }

    @Override
    public double usesOf(int vectors, int codes) {
      return threshold;
    }
  }

  /**
   * Restarts codes below a share of the use that each would have if all were used alike. Not in the
   * original.
   *
   * @param share of the expected use, below which a code is restarted
   * @param restartedShare of the expected use, which a restarted code counts as having
   */
  record BelowShareOfExpectedUse(double share, double restartedShare) implements RandomRestart {
    /** Checks the numbers. */
    public BelowShareOfExpectedUse {
      if (!(share > 0 && restartedShare > share)) {
        throw new IllegalArgumentException(
            "restart share must be above 0 and below the share after a restart, but they were %s and %s"
                .formatted(share, restartedShare));
      }
    }

    @Override
    public double usesOf(int vectors, int codes) {
      return share * vectors / codes;
    }
  }

  /** Restarts nothing, to show what restarts are good for. */
  record Never() implements RandomRestart {
    @Override
    public double usesOf(int vectors, int codes) {
      return 1.0;
    }
  }
}
