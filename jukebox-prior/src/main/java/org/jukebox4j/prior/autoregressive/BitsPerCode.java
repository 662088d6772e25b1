package org.jukebox4j.prior.autoregressive;

/** Cross entropy in bits: {@code -log2 softmax(logits)[target]}, accumulated in double. */
public final class BitsPerCode {
  private BitsPerCode() {}

  /**
   * Sums the bits of a stretch of one sequence.
   *
   * @param logits {@code [time, vocabularySize]}
   * @param targets the token at each position, {@code [time]}
   * @param from first position
   * @param to position after the last
   * @return the sum over the positions, in bits
   */
  public static double sum(float[] logits, int[] targets, int from, int to) {
    int vocabulary = logits.length / targets.length;
    double bits = 0;
    for (int t = from; t < to; t++) {
      int row = t * vocabulary;
      double max = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < vocabulary; i++) {
        max = Math.max(max, logits[row + i]);
      }
      double total = 0;
      for (int i = 0; i < vocabulary; i++) {
        total += Math.exp(logits[row + i] - max);
      }
      bits += (max + Math.log(total) - logits[row + targets[t]]) / Math.log(2);
    }
    return bits;
  }
}
