package org.jukebox4j.corpus.evaluation;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * A mean with the interval that holds the true one with a confidence of 95 %.
 *
 * @param mean the mean of what was measured
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param count how many songs were measured
 */
public record Estimate(double mean, double low, double high, int count) {
  private static final double CONFIDENCE = 0.95;

  /**
   * Estimates a share from songs that each are right or not, by Wilson's score interval.
   *
   * @param right how many are right
   * @param count how many there are, at least 1
   * @return the estimate
   */
  public static Estimate ofShare(int right, int count) {
    ConfidenceInterval interval =
        new WilsonScoreInterval().createInterval(count, right, CONFIDENCE);
    double share = (double) right / count;
    // Rounding may leave an end of the interval on the wrong side of the share.
    return new Estimate(
        share,
        Math.min(share, Math.max(0, interval.getLowerBound())),
        Math.max(share, Math.min(1, interval.getUpperBound())),
        count);
  }

  /**
   * Estimates a mean from one number for each song, by Student's t distribution.
   *
   * @param values at least one; a single one has an interval of no width
   * @return the estimate
   */
  public static Estimate ofMean(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("an estimate needs at least one value, but has none");
    }
    SummaryStatistics statistics = new SummaryStatistics();
    for (double value : values) {
      statistics.addValue(value);
    }
    double mean = statistics.getMean();
    if (values.length == 1) {
      return new Estimate(mean, mean, mean, 1);
    }
    double quantile =
        new TDistribution(values.length - 1).inverseCumulativeProbability(0.5 + CONFIDENCE / 2);
    double half = quantile * statistics.getStandardDeviation() / Math.sqrt(values.length);
    return new Estimate(mean, mean - half, mean + half, values.length);
  }
}
