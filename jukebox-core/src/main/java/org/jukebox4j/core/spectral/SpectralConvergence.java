package org.jukebox4j.core.spectral;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spectral loss relative to the target's own spectrum, {@code || |STFT(x)| - |STFT(y)| ||_2 /
 * || |STFT(x)| ||_2}, of one item. A silent target, for which this has no meaning, counts 0.
 */
public final class SpectralConvergence implements SpectralMeasure {
  /** Norm of a spectrogram up to which the target is taken as silent. */
  private static final double SILENCE = 2e-3;

  private final ShortTimeFourierTransform transform;

  /** The measure at the resolution that the original uses, 2048 / 256 / 1536. */
  public SpectralConvergence() {
    this(StftResolution.SPECTRAL_LOSS);
  }

  /**
   * The measure at another resolution.
   *
   * @param resolution time and frequency steps
   */
  public SpectralConvergence(StftResolution resolution) {
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
    double norm = target.norm();
    if (norm <= SILENCE) {
      target.requireSameShape(output);
      return 0;
    }
    double distance = target.distance(output);
    if (gradient != null) {
      output.difference(target, distance * norm, gradient);
    }
    return distance / norm;
  }
}
