package org.jukebox4j.core.spectral;

import java.util.List;

/**
 * The mean of spectral losses at several resolutions, so that no single choice of window is
 * over-fitted. Source: Dhariwal et al. 2020, §3.3.
 */
public final class MultiResolutionSpectralLoss {
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

  /**
   * Compares an output with its target.
   *
   * @param target {@code [samples]}, mono
   * @param output {@code [samples]}, equally long
   * @return the loss, at least 0
   */
  public double between(float[] target, float[] output) {
    double sum = 0;
    for (SpectralLoss loss : losses) {
      sum += loss.between(target, output);
    }
    return sum / losses.size();
  }
}
