package org.jukebox4j.core.vector;

/** The definition of {@link Exponentials}. */
final class PlainExponentials implements Exponentials {
  @Override
  public void timesSigmoid(float[] x, int from, int to, float slope) {
    for (int i = from; i < to; i++) {
      float v = x[i];
      x[i] = v / (1f + Exponential.bounded(-slope * v));
    }
  }

  @Override
  public void timesSigmoidBackward(float[] x, float[] gradient, int from, int to, float slope) {
    for (int i = from; i < to; i++) {
      float v = x[i];
      float sigmoid = 1f / (1f + Exponential.bounded(-slope * v));
      gradient[i] *= sigmoid * (1f + slope * v * (1f - sigmoid));
      x[i] = v * sigmoid;
    }
  }

  @Override
  public float maximum(float[] x, int from, int to) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public double exponentiate(float[] x, int from, int to, float max) {
    double total = 0;
    for (int i = from; i < to; i++) {
      float e = Exponential.of(x[i] - max);
      x[i] = e;
      total += e;
    }
    return total;
  }
}
