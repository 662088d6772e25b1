package org.jukebox4j.vqvae.codebook;

/**
 * How a codebook is trained.
 *
 * @param emaDecay γ of the averages, 0.99 in the paper
 * @param restart when a code is restarted
 */
public record CodebookSettings(double emaDecay, RandomRestart restart) {
  /** The settings of the released codec. */
  public static final CodebookSettings ORIGINAL =
      new CodebookSettings(0.99, RandomRestart.ORIGINAL);

  /** Checks the numbers. */
  public CodebookSettings {
    if (!(emaDecay >= 0 && emaDecay < 1)) {
      throw new IllegalArgumentException(
          "decay of the codebook averages must be at least 0 and below 1, but was " + emaDecay);
    }
  }
}
