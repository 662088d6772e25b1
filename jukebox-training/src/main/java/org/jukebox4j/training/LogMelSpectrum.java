package org.jukebox4j.training;

import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.spectral.MagnitudeSpectrogram;
import org.jukebox4j.core.spectral.ShortTimeFourierTransform;
import org.jukebox4j.core.spectral.StftResolution;

/**
 * Spectra in decibels over bands that are equally wide to the ear: triangles on the mel scale,
 * {@code mel = 2595 log10(1 + hertz / 700)}, from 50 Hz to half the sample rate.
 */
final class LogMelSpectrum {
  private static final int BANDS = 64;
  private static final double LOWEST_HERTZ = 50;

  /** Magnitudes below this are silence, 80 dB below those of a loud tone. */
  private static final double FLOOR = 1e-2;

  private final ShortTimeFourierTransform transform =
      new ShortTimeFourierTransform(StftResolution.SPECTRAL_LOSS);
  private final double[][] weights;

  LogMelSpectrum(SampleRate rate) {
    int bins = StftResolution.SPECTRAL_LOSS.bins();
    double nyquist = rate.hertz() / 2.0;
    double lowest = mel(LOWEST_HERTZ);
    double step = (mel(nyquist) - lowest) / (BANDS + 1);
    weights = new double[BANDS][bins];
    for (int band = 0; band < BANDS; band++) {
      double middle = lowest + (band + 1) * step;
      for (int bin = 0; bin < bins; bin++) {
        double at = mel(nyquist * bin / (bins - 1));
        weights[band][bin] = Math.max(0, 1 - Math.abs(at - middle) / step);
      }
    }
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  /** Mean difference of two recordings of equal length over frames and bands, in decibels. */
  double distance(float[] first, float[] second) {
    MagnitudeSpectrogram a = transform.magnitudes(first);
    MagnitudeSpectrogram b = transform.magnitudes(second);
    double sum = 0;
    for (int frame = 0; frame < a.frames(); frame++) {
      for (double[] band : weights) {
        sum += Math.abs(decibels(a, frame, band) - decibels(b, frame, band));
      }
    }
    return sum / a.frames() / BANDS;
  }

  private static double decibels(MagnitudeSpectrogram spectrum, int frame, double[] band) {
    double power = 0;
    for (int bin = 0; bin < band.length; bin++) {
      if (band[bin] > 0) {
        double magnitude = spectrum.at(frame, bin);
        power += band[bin] * magnitude * magnitude;
      }
    }
    return 10 * Math.log10(power + FLOOR * FLOOR);
  }
}
