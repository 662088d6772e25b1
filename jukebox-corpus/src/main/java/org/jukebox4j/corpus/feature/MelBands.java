package org.jukebox4j.corpus.feature;

import org.jukebox4j.core.spectral.MagnitudeSpectrogram;

/**
 * Bands that are as wide as the ear's: triangles that overlap by half, evenly spaced on the mel
 * scale, {@code 2595 log10(1 + f / 700)}.
 */
final class MelBands {
  private final int bands;
  private final int[] first;
  private final float[][] weights;

  /** Bands over the bins of a spectrum. */
  MelBands(int bands, double lowest, double highest, double hertzPerBin) {
    this.bands = bands;
    this.first = new int[bands];
    this.weights = new float[bands][];
    double bottom = mel(lowest);
    double step = (mel(highest) - bottom) / (bands + 1);
    for (int band = 0; band < bands; band++) {
      double left = hertz(bottom + band * step) / hertzPerBin;
      double middle = hertz(bottom + (band + 1) * step) / hertzPerBin;
      double right = hertz(bottom + (band + 2) * step) / hertzPerBin;
      place(band, left, middle, right);
    }
  }

  private void place(int band, double left, double middle, double right) {
    int from = (int) Math.ceil(left);
    int to = Math.max(from, (int) Math.floor(right));
    first[band] = from;
    weights[band] = new float[to - from + 1];
    double sum = 0;
    for (int bin = from; bin <= to; bin++) {
      double weight =
          bin < middle ? (bin - left) / (middle - left) : (right - bin) / (right - middle);
      weights[band][bin - from] = (float) Math.max(weight, 1e-3);
      sum += weights[band][bin - from];
    }
    for (int i = 0; i < weights[band].length; i++) {
      weights[band][i] /= (float) sum;
    }
  }

  int count() {
    return bands;
  }

  /** The mean power in every band, {@code [frames][bands]}. */
  float[][] powers(MagnitudeSpectrogram spectrogram) {
    float[][] powers = new float[spectrogram.frames()][bands];
    for (int frame = 0; frame < powers.length; frame++) {
      for (int band = 0; band < bands; band++) {
        float sum = 0;
        for (int i = 0; i < weights[band].length; i++) {
          float magnitude = spectrogram.at(frame, first[band] + i);
          sum += weights[band][i] * magnitude * magnitude;
        }
        powers[frame][band] = sum;
      }
    }
    return powers;
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }
}
