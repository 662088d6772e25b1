package org.jukebox4j.corpus.feature;

/**
 * Where sounds begin: how much the power rises from frame to frame, in low, middle and high bands,
 * and how that repeats itself.
 */
public final class Rhythm {
  /** Limits of the ranges, in mel bands. */
  private static final int[] RANGES = {0, 6, 22, Heard.BANDS};

  private static final double SHORTEST_LAG = 0.1;
  private static final double LONGEST_LAG = 2.6;
  private static final int LAGS = 72;

  /** Frames that a rise is measured over, which is about how long a sound takes to begin. */
  private static final int RISE = 2;

  /**
   * The same for genres, whose lags need no such precision: 70 ms. What a codec adds flickers from
   * frame to frame and would drown what repeats.
   */
  private static final int SLOW_RISE = 6;

  private final double[][] onsets;
  private final double[][] slowOnsets;

  private Rhythm(double[][] onsets, double[][] slowOnsets) {
    this.onsets = onsets;
    this.slowOnsets = slowOnsets;
  }

  /**
   * Finds where sounds begin.
   *
   * @param heard a recording
   * @return its rhythm
   */
  public static Rhythm of(Heard heard) {
    return new Rhythm(onsets(heard, 1, RISE), onsets(heard, SLOW_RISE, SLOW_RISE));
  }

  /** How much averages of so many frames rise over so many. */
  private static double[][] onsets(Heard heard, int average, int rise) {
    double[][] onsets = new double[RANGES.length - 1][heard.frames()];
    for (int range = 0; range < onsets.length; range++) {
      int bands = RANGES[range + 1] - RANGES[range];
      for (int band = RANGES[range]; band < RANGES[range + 1]; band++) {
        double[] levels = Averages.over(heard.logPowersOfBand(band), average);
        for (int frame = rise; frame < levels.length; frame++) {
          onsets[range][frame] += Math.max(0, levels[frame] - levels[frame - rise]) / bands;
        }
      }
    }
    return onsets;
  }

  /**
   * Computes what tells genres apart: how each range repeats itself at lags of {@value
   * #SHORTEST_LAG} s to {@value #LONGEST_LAG} s, and how strong its onsets are.
   *
   * @return numbers in a fixed order
   */
  public double[] features() {
    double[] features = new double[slowOnsets.length * (LAGS + 2)];
    int at = 0;
    for (double[] range : slowOnsets) {
      double[] correlation = correlation(range);
      for (int i = 0; i < LAGS; i++) {
        double seconds =
            SHORTEST_LAG * Math.pow(LONGEST_LAG / SHORTEST_LAG, (double) i / (LAGS - 1));
        features[at++] = around(correlation, seconds * Heard.RATE.hertz() / Heard.HOP);
      }
      double mean = mean(range);
      double variance = 0;
      for (double onset : range) {
        variance += (onset - mean) * (onset - mean) / range.length;
      }
      features[at++] = mean;
      features[at++] = Math.sqrt(variance);
    }
    return features;
  }

  /**
   * Finds the tempo between two that fits best: the beat whose multiples up to four repeat most.
   *
   * @param slowest in beats per minute
   * @param fastest in beats per minute
   * @return in beats per minute
   */
  public double tempo(double slowest, double fastest) {
    double[] all = new double[onsets[0].length];
    for (double[] range : onsets) {
      for (int i = 0; i < all.length; i++) {
        all[i] += range[i];
      }
    }
    double[] correlation = correlation(all);
    double best = slowest;
    double strongest = Double.NEGATIVE_INFINITY;
    for (double tempo = slowest; tempo <= fastest; tempo *= 1.002) {
      double lag = 60 / tempo * Heard.RATE.hertz() / Heard.HOP;
      double strength = 0;
      for (int beats = 1; beats <= 4; beats++) {
        strength += at(correlation, beats * lag);
      }
      if (strength > strongest) {
        strongest = strength;
        best = tempo;
      }
    }
    return best;
  }

  /**
   * Returns how strongly sounds begin around a time.
   *
   * @param from first frame, inclusive
   * @param to last frame, exclusive
   * @return the mean rise against that of the whole recording
   */
  public double strength(int from, int to) {
    double part = 0;
    double whole = 1e-12;
    for (double[] range : onsets) {
      for (int frame = 0; frame < range.length; frame++) {
        part += frame >= from && frame < to ? range[frame] / Math.max(1, to - from) : 0;
        whole += range[frame] / range.length;
      }
    }
    return part / whole;
  }

  /** How alike a signal is to itself so many frames later, 1 for the same. */
  private static double[] correlation(double[] signal) {
    double mean = mean(signal);
    int lags = (int) (4 * 60.0 / 50 * Heard.RATE.hertz() / Heard.HOP) + 4;
    double[] correlation = new double[Math.min(lags, signal.length)];
    for (int lag = 0; lag < correlation.length; lag++) {
      double sum = 0;
      for (int i = lag; i < signal.length; i++) {
        sum += (signal[i] - mean) * (signal[i - lag] - mean);
      }
      correlation[lag] = sum / (signal.length - lag);
    }
    double power = Math.max(correlation[0], 1e-12);
    for (int lag = 0; lag < correlation.length; lag++) {
      correlation[lag] /= power;
    }
    return correlation;
  }

  private static double mean(double[] signal) {
    double sum = 0;
    for (double value : signal) {
      sum += value;
    }
    return sum / signal.length;
  }

  private static double at(double[] values, double place) {
    int left = (int) place;
    if (left + 1 >= values.length) {
      return 0;
    }
    return values[left] + (place - left) * (values[left + 1] - values[left]);
  }

  /** The greatest value within 2 % of a place. */
  private static double around(double[] values, double place) {
    double greatest = -1;
    for (int i = (int) Math.floor(place * 0.98); i <= Math.ceil(place * 1.02); i++) {
      greatest = Math.max(greatest, i < values.length ? values[i] : 0);
    }
    return greatest;
  }
}
