package org.jukebox4j.corpus.feature;

/**
 * What tells vowels apart: the spectrum of a frame and of its neighbours, whose peaks are the
 * formants, without its loudness.
 */
public final class VowelSpectrum {
  private static final int NEIGHBOURS = 3;

  private VowelSpectrum() {}

  /**
   * Computes the features of a frame.
   *
   * @param heard a recording
   * @param frame one of its frames
   * @return one number for every mel band, their mean taken away, and that mean
   */
  public static double[] of(Heard heard, int frame) {
    int bands = Heard.BANDS;
    double[] features = new double[bands + 1];
    int from = Math.max(0, frame - NEIGHBOURS);
    int to = Math.min(heard.frames() - 1, frame + NEIGHBOURS);
    double mean = 0;
    for (int near = from; near <= to; near++) {
      float[] powers = heard.logPowers(near);
      for (int band = 0; band < bands; band++) {
        features[band] += powers[band] / (to - from + 1);
        mean += powers[band] / (to - from + 1) / bands;
      }
    }
    for (int band = 0; band < bands; band++) {
      features[band] -= mean;
    }
    features[bands] = mean;
    return features;
  }
}
