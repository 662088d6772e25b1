package org.jukebox4j.corpus.feature;

/** Running averages. */
final class Averages {
  private Averages() {}

  /** The mean of each value and those before it, so many in all, or of all that there are. */
  static double[] over(double[] values, int count) {
    double[] averages = new double[values.length];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] - (i >= count ? values[i - count] : 0);
      averages[i] = sum / Math.min(count, i + 1);
    }
    return averages;
  }
}
