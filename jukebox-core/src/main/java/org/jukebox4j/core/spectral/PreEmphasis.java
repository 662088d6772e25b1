package org.jukebox4j.core.spectral;

import java.util.List;

/**
 * A loss on the spectra of sounds whose high frequencies are raised first: {@code y[t] = x[t] - c
 * x[t-1]}. Music is loudest below 500 Hz, and a loss on magnitudes hears little else; what tells
 * one vowel from another lies above. Differs from the original, which has none.
 *
 * @param measure the loss
 * @param coefficient c, from 0 (which changes nothing) to below 1
 */
public record PreEmphasis(SpectralMeasure measure, double coefficient) implements SpectralMeasure {
  /** Checks the coefficient. */
  public PreEmphasis {
    if (!(coefficient >= 0 && coefficient < 1)) {
      throw new IllegalArgumentException(
          "the coefficient of pre-emphasis must be at least 0 and below 1, but was " + coefficient);
    }
  }

  /**
   * Raises high frequencies.
   *
   * @param sound {@code [samples]}
   * @return {@code [samples]}
   */
  public float[] filter(float[] sound) {
    float[] filtered = sound.clone();
    for (int i = 1; i < sound.length; i++) {
      filtered[i] -= (float) coefficient * sound[i - 1];
    }
    return filtered;
  }

  /** The filter backwards: what a sample did to itself and to the next one. */
  private float[] transposed(float[] gradient) {
    float[] result = gradient.clone();
    for (int i = 1; i < gradient.length; i++) {
      result[i - 1] -= (float) coefficient * gradient[i];
    }
    return result;
  }

  @Override
  public List<MagnitudeSpectrogram> spectraOf(float[] target) {
    return measure.spectraOf(filter(target));
  }

  @Override
  public double between(List<MagnitudeSpectrogram> target, float[] output) {
    return measure.between(target, filter(output));
  }

  @Override
  public LossGradient gradient(List<MagnitudeSpectrogram> target, float[] output) {
    LossGradient filtered = measure.gradient(target, filter(output));
    return new LossGradient(filtered.loss(), transposed(filtered.gradient()));
  }
}
