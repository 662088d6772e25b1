package org.jukebox4j.core.spectral;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean absolute difference of log magnitudes, {@code mean | log(|STFT(x)| + e) - log(|STFT(y)|
 * + e) |} with {@code e} = 1e-4, of one item.
 *
 * <p>All items of a batch are equally long, so the original's mean over a batch is the mean of
 * this.
 */
public final class LogMagnitudeLoss implements SpectralMeasure {
  /** Keeps the logarithm of silence finite. */
  private static final float FLOOR = 1e-4f;

  private final ShortTimeFourierTransform transform;

  /** The loss at the resolution that the original uses, 2048 / 256 / 1536. */
  public LogMagnitudeLoss() {
    this(StftResolution.SPECTRAL_LOSS);
  }

  /**
   * The loss at another resolution.
   *
   * @param resolution time and frequency steps
   */
  public LogMagnitudeLoss(StftResolution resolution) {
    this.transform = new ShortTimeFourierTransform(resolution);
  }

  @Override
  public List<MagnitudeSpectrogram> spectraOf(float[] target) {
    return List.of(transform.magnitudes(target));
  }

  @Override
  public double between(List<MagnitudeSpectrogram> target, float[] output) {
    return compare(target.get(0), transform.magnitudes(output), null);
  }

  @Override
  public LossGradient gradient(List<MagnitudeSpectrogram> target, float[] output) {
    SignalSpectrum given = transform.spectrum(output);
    float[] ofMagnitudes = new float[given.magnitudes().magnitudes().length];
    double loss = compare(target.get(0), given.magnitudes(), ofMagnitudes);
    return new LossGradient(loss, transform.backward(given, ofMagnitudes));
  }

  private static double compare(
      MagnitudeSpectrogram target, MagnitudeSpectrogram output, float @Nullable [] gradient) {
    target.requireSameShape(output);
    float[] x = target.magnitudes();
    float[] y = output.magnitudes();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double difference = Math.log((y[i] + FLOOR) / (x[i] + FLOOR));
      sum += Math.abs(difference);
      if (gradient != null) {
        gradient[i] = (float) (Math.signum(difference) / (y[i] + FLOOR) / x.length);
      }
    }
    return sum / x.length;
  }
}
