package org.jukebox4j.core.spectral;

/**
 * The spectral loss of one item, the Frobenius norm of the difference of magnitudes: {@code || |
 * STFT(x)| - |STFT(y)| ||_2}.
 *
 * <p>Source: Dhariwal et al. 2020, §3.3. The original divides it by a norm measured on its data set
 * and takes the mean over the batch; both are the caller's.
 */
public final class SpectralLoss {
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

  /**
   * Compares an output with its target.
   *
   * @param target {@code [samples]}, mono
   * @param output {@code [samples]}, equally long
   * @return the loss, at least 0
   */
  public double between(float[] target, float[] output) {
    return transform.magnitudes(target).distance(transform.magnitudes(output));
  }
}
