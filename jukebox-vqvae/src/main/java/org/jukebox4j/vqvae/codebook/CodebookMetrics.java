package org.jukebox4j.vqvae.codebook;

/**
 * What a step did to a codebook.
 *
 * @param entropy of the codes' use in this batch, in nats
 * @param usedNow codes that this batch used
 * @param usage codes whose average use is not below the threshold of the restart
 * @param restarts codes that got a vector of this batch
 * @param change root mean square change of the codebook's elements, restarted codes included
 */
public record CodebookMetrics(double entropy, int usedNow, int usage, int restarts, double change) {
  /** Keeps the logarithm of an unused code's share finite. */
  private static final double SMALLEST_SHARE = 1e-8;

  /**
   * Returns the entropy in the unit of the priors' loss.
   *
   * @return bits
   */
  public double entropyBits() {
    return entropy / Math.log(2);
  }

  /**
   * Returns the entropy of a distribution.
   *
   * @param counts how often each code was chosen
   * @return nats
   */
  public static double entropyOf(float[] counts) {
    double total = 0;
    for (float count : counts) {
      total += count;
    }
    double entropy = 0;
    for (float count : counts) {
      double share = count / total;
      entropy -= share * Math.log(share + SMALLEST_SHARE);
    }
    return entropy;
  }
}
