package org.jukebox4j.vqvae.codebook;

/**
 * Vectors with their nearest codes.
 *
 * @param vectors {@code [count, width]}; held by reference
 * @param codes {@code [count]}; held by reference
 * @param distances squared distances to the codes' vectors, {@code [count]}; held by reference
 */
public record Quantised(float[] vectors, int[] codes, float[] distances) {
  /**
   * Returns the mean distance.
   *
   * @return mean squared distance of a vector to its code, summed over the width
   */
  public double fit() {
    double sum = 0;
    for (float distance : distances) {
      sum += distance;
    }
    return sum / distances.length;
  }

  /**
   * Returns how far the vectors are spread.
   *
   * @return standard deviation of all elements
   */
  public double spread() {
    return spread(vectors, 0, vectors.length);
  }

  /**
   * Returns how far elements are spread.
   *
   * @param values the elements
   * @param from index of the first one
   * @param to index after the last one
   * @return their standard deviation
   */
  static double spread(float[] values, int from, int to) {
    double mean = 0;
    for (int i = from; i < to; i++) {
      mean += values[i];
    }
    mean /= to - from;
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    return Math.sqrt(sum / (to - from));
  }
}
