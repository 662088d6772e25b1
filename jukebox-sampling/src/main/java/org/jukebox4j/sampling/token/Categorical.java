package org.jukebox4j.sampling.token;

/**
 * Draws an entry with the probability that its logit gives it, by inverting the cumulative
 * distribution at one uniform number. Sums run in double precision and in index order.
 *
 * @param source the uniform number of every code
 */
public record Categorical(UniformSource source) implements TokenSampler {
  @Override
  public int choose(float[] logits, int from, int size, int item, long position) {
    int likeliest = likeliest(logits, from, size);
    double largest = logits[from + likeliest];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.exp(logits[from + i] - largest);
    }
    if (!(sum >= 1) || Double.isInfinite(sum)) {
      throw new IllegalStateException(
          "the prior gave logits that are not numbers for sample "
              + item
              + ", code "
              + position
              + "; its weights are damaged or hold infinities");
    }
    double target = source.uniform(item, position) * sum;
    double cumulative = 0;
    for (int i = 0; i < size; i++) {
      cumulative += Math.exp(logits[from + i] - largest);
      if (cumulative > target) {
        return i;
      }
    }
    return likeliest; // target == sum after rounding
  }

  private static int likeliest(float[] logits, int from, int size) {
    int best = 0;
    for (int i = 1; i < size; i++) {
      if (logits[from + i] > logits[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
