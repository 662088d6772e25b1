package org.jukebox4j.corpus.feature;

/**
 * What tells ensembles apart: the mean spectrum, and how much every part of it varies, how fast,
 * and how suddenly it rises. Changes are measured between averages of several frames, over times
 * from a stroke to a chord: from one frame to the next what a codec adds changes more than music.
 */
public final class Timbre {
  /** Frames that are averaged before their change is measured: 46 ms and 190 ms. */
  private static final int[] TIMES = {4, 16};

  /** Neighbouring mel bands that are taken together. */
  private static final int TOGETHER = 2;

  private static final int MEASURES = 3;

  private Timbre() {}

  /**
   * Computes the features.
   *
   * @param heard a recording
   * @return for every two mel bands their mean level, and for each time three measures of change
   */
  public static double[] of(Heard heard) {
    int bands = Heard.BANDS / TOGETHER;
    double[] whole = levels(heard, 0, Heard.BANDS);
    double[] features = new double[bands * (1 + TIMES.length * MEASURES)];
    int at = 0;
    for (int band = 0; band < bands; band++) {
      double[] levels = levels(heard, band * TOGETHER, (band + 1) * TOGETHER);
      double[] shape = new double[levels.length];
      double mean = 0;
      for (int frame = 0; frame < levels.length; frame++) {
        shape[frame] = levels[frame] - whole[frame];
        mean += shape[frame] / levels.length;
      }
      features[at++] = mean;
      for (int time : TIMES) {
        double[] smooth = Averages.over(levels, time);
        features[at++] = deviation(Averages.over(shape, time), mean);
        features[at++] = change(smooth, time);
        features[at++] = rise(smooth, time);
      }
    }
    return features;
  }

  private static double[] levels(Heard heard, int from, int to) {
    double[] levels = new double[heard.frames()];
    for (int frame = 0; frame < levels.length; frame++) {
      for (int band = from; band < to; band++) {
        levels[frame] += heard.logPowers(frame)[band] / (to - from);
      }
    }
    return levels;
  }

  private static double deviation(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean) / values.length;
    }
    return Math.sqrt(sum);
  }

  private static double change(double[] values, int time) {
    double sum = 0;
    for (int frame = time; frame < values.length; frame++) {
      sum += Math.abs(values[frame] - values[frame - time]) / values.length;
    }
    return sum;
  }

  private static double rise(double[] values, int time) {
    double sum = 0;
    for (int frame = time; frame < values.length; frame++) {
      double rise = Math.max(0, values[frame] - values[frame - time]);
      sum += rise * rise / values.length;
    }
    return Math.sqrt(sum);
  }
}
