package org.jukebox4j.core.spectral;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spectral loss of one item, the Frobenius norm of the difference of magnitudes: {@code || |
 * STFT(x)| - |STFT(y)| ||_2}.
 *
 * <p>Source: Dhariwal et al. 2020, §3.3. The original divides it by a norm measured on its data set
 * and takes the mean over the batch; both are the caller's.
 */
public final class SpectralLoss implements SpectralMeasure {
  private final ShortTimeFourierTransform transform;

  /** The loss at the one resolution that the original uses, 2048 / 256 / 1536. */
  public SpectralLoss() {
    this(StftResolution.SPECTRAL_LOSS);
  }

  /**
   * The loss at another resolution.
   *
   * @param resolution time and frequency steps
   */
  public SpectralLoss(StftResolution resolution) {
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
    double distance = target.distance(output);
    if (gradient != null) {
      output.difference(target, distance, gradient);
    }
    return distance;
  }
}
