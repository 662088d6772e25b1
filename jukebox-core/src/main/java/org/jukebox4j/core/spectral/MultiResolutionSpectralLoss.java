package org.jukebox4j.core.spectral;

import java.util.List;

/**
 * The mean of spectral losses at several resolutions, so that no single choice of window is
 * over-fitted. Source: Dhariwal et al. 2020, §3.3.
 */
public final class MultiResolutionSpectralLoss implements SpectralMeasure {
  private final List<SpectralLoss> losses;

  /** The loss at the three resolutions that the original uses. */
  public MultiResolutionSpectralLoss() {
    this(StftResolution.MULTI_RESOLUTION_SPECTRAL_LOSS);
  }

  /**
   * The loss at other resolutions.
   *
   * @param resolutions at least one
   */
  public MultiResolutionSpectralLoss(List<StftResolution> resolutions) {
    if (resolutions.isEmpty()) {
      throw new IllegalArgumentException("resolutions must not be empty");
    }
    this.losses = resolutions.stream().map(SpectralLoss::new).toList();
  }

  @Override
  public List<MagnitudeSpectrogram> spectraOf(float[] target) {
    return losses.stream().flatMap(loss -> loss.spectraOf(target).stream()).toList();
  }

  @Override
  public double between(List<MagnitudeSpectrogram> target, float[] output) {
    double sum = 0;
    for (int i = 0; i < losses.size(); i++) {
      sum += losses.get(i).between(List.of(target.get(i)), output);
    }
    return sum / losses.size();
  }

  @Override
  public LossGradient gradient(List<MagnitudeSpectrogram> target, float[] output) {
    double sum = 0;
    float[] gradient = new float[output.length];
    for (int i = 0; i < losses.size(); i++) {
      LossGradient one = losses.get(i).gradient(List.of(target.get(i)), output);
      sum += one.loss();
      for (int sample = 0; sample < gradient.length; sample++) {
        gradient[sample] += one.gradient()[sample] / losses.size();
      }
    }
    return new LossGradient(sum / losses.size(), gradient);
  }
}
