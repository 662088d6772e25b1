package org.jukebox4j.core.vector;

/** Loops over many exponentials: sigmoids and softmax. */
public interface Exponentials {
  /**
   * Replaces values by {@code x / (1 + e^(-slope x))}.
   *
   * @param x the values
   * @param from index of the first value
   * @param to index after the last value
   * @param slope factor inside the sigmoid
   */
  void timesSigmoid(float[] x, int from, int to, float slope);

  /**
   * Replaces values {@code x} by {@code x / (1 + e^(-slope x))} and the gradient of those by the
   * gradient of {@code x}.
   *
   * @param x the values
   * @param gradient of the results; receives that of the values
   * @param from index of the first value
   * @param to index after the last value
   * @param slope factor inside the sigmoid
   */
  void timesSigmoidBackward(float[] x, float[] gradient, int from, int to, float slope);

  /**
   * Finds the largest value.
   *
   * @param x the values
   * @param from index of the first value
   * @param to index after the last value
   * @return the largest; negative infinity if there is none
   */
  float maximum(float[] x, int from, int to);

  /**
   * Replaces values {@code x} by {@code e^(x - max)}.
   *
   * @param x the values
   * @param from index of the first value
   * @param to index after the last value
   * @param max at least the largest value
   * @return the sum of the results, summed in double
   */
  double exponentiate(float[] x, int from, int to, float max);

  /**
   * Chooses the form for this process.
   *
   * @return the vector form where it is available
   */
  static Exponentials fastest() {
    return VectorInstructions.choose(Exponentials.class, PlainExponentials::new);
  }
}
