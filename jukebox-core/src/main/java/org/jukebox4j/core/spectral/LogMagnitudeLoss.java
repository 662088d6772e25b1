package org.jukebox4j.core.spectral;

/**
 * The mean absolute difference of log magnitudes, {@code mean | log(|STFT(x)| + e) - log(|STFT(y)|
 * + e) |} with {@code e} = 1e-4, of one item.
 *
 * <p>All items of a batch are equally long, so the original's mean over a batch is the mean of
 * this.
 */
public final class LogMagnitudeLoss {
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

  /**
   * Compares an output with its target.
   *
   * @param target {@code [samples]}, mono
   * @param output {@code [samples]}, equally long
   * @return the loss, at least 0
   */
  public double between(float[] target, float[] output) {
    MagnitudeSpectrogram wanted = transform.magnitudes(target);
    MagnitudeSpectrogram given = transform.magnitudes(output);
    wanted.requireSameShape(given);
    float[] x = wanted.magnitudes();
    float[] y = given.magnitudes();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.abs(Math.log((x[i] + FLOOR) / (y[i] + FLOOR)));
    }
    return sum / x.length;
  }
}
