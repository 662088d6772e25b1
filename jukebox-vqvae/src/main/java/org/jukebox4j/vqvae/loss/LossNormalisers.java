package org.jukebox4j.vqvae.loss;

/**
 * What losses are divided by, so that a loss of 1 means as wrong as silence. Measured on the
 * recordings by {@link LossNormaliserMeter}.
 *
 * @param absolute mean absolute sample
 * @param squared variance of the samples
 * @param spectral mean Frobenius norm of a recording's spectrogram
 */
public record LossNormalisers(double absolute, double squared, double spectral) {
  /** Losses as they are. */
  public static final LossNormalisers NONE = new LossNormalisers(1, 1, 1);

  /** Checks the numbers. */
  public LossNormalisers {
    if (!(absolute > 0 && squared > 0 && spectral > 0)) {
      throw new IllegalArgumentException(
          "loss normalisers must be above 0, but were %s, %s and %s; are all recordings silent?"
              .formatted(absolute, squared, spectral));
    }
  }
}
