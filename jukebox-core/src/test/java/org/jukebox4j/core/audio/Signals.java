package org.jukebox4j.core.audio;

import java.util.Random;

/** Test signals and how to measure them. */
final class Signals {
  private Signals() {}

  static float[][] noise(int channels, int samples, long seed) {
    Random random = new Random(seed);
    float[][] noise = new float[channels][samples];
    for (float[] channel : noise) {
      for (int i = 0; i < samples; i++) {
        channel[i] = 2 * random.nextFloat() - 1;
      }
    }
    return noise;
  }

  static float[] sine(double hertz, int rate, int samples) {
    float[] sine = new float[samples];
    for (int i = 0; i < samples; i++) {
      sine[i] = (float) Math.sin(2 * Math.PI * hertz * i / rate);
    }
    return sine;
  }

  /**
   * What a unit sine has become.
   *
   * @param gain amplitude in dB
   * @param phase radians by which it is late or early
   * @param rest everything else, root mean square against that of the unit sine, in dB
   */
  record Tone(double gain, double phase, double rest) {}

  /** Fits a sine by least squares to the middle half of a signal. */
  static Tone fit(float[] signal, double hertz, int rate) {
    int from = signal.length / 4;
    int to = 3 * signal.length / 4;
    double ss = 0;
    double sc = 0;
    double cc = 0;
    double ys = 0;
    double yc = 0;
    for (int i = from; i < to; i++) {
      double s = Math.sin(2 * Math.PI * hertz * i / rate);
      double c = Math.cos(2 * Math.PI * hertz * i / rate);
      ss += s * s;
      sc += s * c;
      cc += c * c;
      ys += signal[i] * s;
      yc += signal[i] * c;
    }
    double determinant = ss * cc - sc * sc;
    double a = (ys * cc - yc * sc) / determinant;
    double b = (yc * ss - ys * sc) / determinant;
    double rest = 0;
    for (int i = from; i < to; i++) {
      double angle = 2 * Math.PI * hertz * i / rate;
      double difference = signal[i] - a * Math.sin(angle) - b * Math.cos(angle);
      rest += difference * difference;
    }
    return new Tone(
        decibels(Math.hypot(a, b)), Math.atan2(b, a), decibels(Math.sqrt(2 * rest / (to - from))));
  }

  /** Level of the middle half against a unit sine, in dB. */
  static double level(float[] signal) {
    double sum = 0;
    for (int i = signal.length / 4; i < 3 * signal.length / 4; i++) {
      sum += (double) signal[i] * signal[i];
    }
    return decibels(Math.sqrt(2 * sum / (signal.length / 2)));
  }

  static double decibels(double ratio) {
    return 20 * Math.log10(Math.max(ratio, 1e-12));
  }
}
