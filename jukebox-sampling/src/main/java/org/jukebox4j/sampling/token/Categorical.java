package org.jukebox4j.sampling.token;

import org.jukebox4j.core.vector.Exponentials;

/**
 * Draws an entry with the probability that its logit gives it, by inverting the cumulative
 * distribution at one uniform number. Sums run in double precision and in index order; entries less
 * likely than the likeliest by a factor of {@code e^87} are never drawn.
 */
public final class Categorical implements TokenSampler {
  private static final Exponentials LOOPS = Exponentials.fastest();

  private final UniformSource source;
  private float[] weights = new float[0];

  /**
   * Makes a sampler.
   *
   * @param source the uniform number of every code
   */
  public Categorical(UniformSource source) {
    this.source = source;
  }

  @Override
  public int choose(float[] logits, int from, int size, int item, long position) {
    if (weights.length < size) {
      weights = new float[size];
    }
    float[] w = weights;
    System.arraycopy(logits, from, w, 0, size);
    LOOPS.exponentiate(w, 0, size, LOOPS.maximum(w, 0, size));
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += w[i];
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
      cumulative += w[i];
      if (cumulative > target) {
        return i;
      }
    }
    return likeliest(w, size); // target == sum after rounding
  }

  private static int likeliest(float[] w, int size) {
    int best = 0;
    for (int i = 1; i < size; i++) {
      if (w[i] > w[best]) {
        best = i;
      }
    }
    return best;
  }
}
