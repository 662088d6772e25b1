package org.jukebox4j.corpus.feature;

/**
 * What tells ensembles apart: the mean spectrum, how much every band varies, how fast, and how
 * suddenly it rises.
 */
public final class Timbre {
  private static final int MEASURES = 4;

  private Timbre() {}

  /**
   * Computes the features.
   *
   * @param heard a recording
   * @return four numbers for every mel band
   */
  public static double[] of(Heard heard) {
    int bands = Heard.BANDS;
    double[] features = new double[MEASURES * bands];
    int frames = heard.frames();
    for (int frame = 0; frame < frames; frame++) {
      float[] now = heard.logPowers(frame);
      float[] before = heard.logPowers(Math.max(0, frame - 1));
      double mean = 0;
      for (float power : now) {
        mean += power / bands;
      }
      for (int band = 0; band < bands; band++) {
        double level = now[band] - mean;
        double change = now[band] - before[band];
        features[band] += level / frames;
        features[bands + band] += level * level / frames;
        features[2 * bands + band] += Math.abs(change) / frames;
        features[3 * bands + band] += change > 0 ? change * change / frames : 0;
      }
    }
    for (int band = 0; band < bands; band++) {
      double variance = features[bands + band] - features[band] * features[band];
      features[bands + band] = Math.sqrt(Math.max(0, variance));
      features[3 * bands + band] = Math.sqrt(features[3 * bands + band]);
    }
    return features;
  }
}
