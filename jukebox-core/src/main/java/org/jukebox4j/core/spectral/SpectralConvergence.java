package org.jukebox4j.core.spectral;

/**
 * The spectral loss relative to the target's own spectrum, {@code || |STFT(x)| - |STFT(y)| ||_2 /
 * || |STFT(x)| ||_2}, of one item. A silent target, for which this has no meaning, counts 0.
 */
public final class SpectralConvergence {
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

  /**
   * Compares an output with its target.
   *
   * @param target {@code [samples]}, mono
   * @param output {@code [samples]}, equally long
   * @return 0 for equal spectra or a silent target, 1 for a silent output
   */
  public double between(float[] target, float[] output) {
    MagnitudeSpectrogram wanted = transform.magnitudes(target);
    double distance = wanted.distance(transform.magnitudes(output));
    double norm = wanted.norm();
    return norm > SILENCE ? distance / norm : 0;
  }
}
