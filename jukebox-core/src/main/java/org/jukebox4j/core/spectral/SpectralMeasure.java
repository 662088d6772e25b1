package org.jukebox4j.core.spectral;

import java.util.List;

/**
 * A loss on the magnitudes of spectra. The spectra of the target can be computed once and compared
 * with several outputs.
 *
 * <p>Where a magnitude is zero its gradient is taken as zero, as the original does. Immutable, may
 * be shared between threads; the work of one call goes to all processors.
 */
public sealed interface SpectralMeasure
    permits SpectralLoss,
        SpectralConvergence,
        LogMagnitudeLoss,
        MultiResolutionSpectralLoss,
        PreEmphasis {
  /**
   * Computes what the loss needs of a target.
   *
   * @param target {@code [samples]}, mono
   * @return its magnitudes at each resolution of this loss
   */
  List<MagnitudeSpectrogram> spectraOf(float[] target);

  /**
   * Compares an output with a target.
   *
   * @param target what {@link #spectraOf} returned
   * @param output {@code [samples]}, as long as the target
   * @return the loss, at least 0
   */
  double between(List<MagnitudeSpectrogram> target, float[] output);

  /**
   * Compares an output with a target and differentiates.
   *
   * @param target what {@link #spectraOf} returned
   * @param output {@code [samples]}, as long as the target
   * @return the loss and its gradient with respect to the output
   */
  LossGradient gradient(List<MagnitudeSpectrogram> target, float[] output);

  /**
   * Compares an output with its target.
   *
   * @param target {@code [samples]}, mono
   * @param output {@code [samples]}, equally long
   * @return the loss, at least 0
   */
  default double between(float[] target, float[] output) {
    return between(spectraOf(target), output);
  }

  /**
   * Compares an output with its target and differentiates.
   *
   * @param target {@code [samples]}, mono
   * @param output {@code [samples]}, equally long
   * @return the loss and its gradient with respect to the output
   */
  default LossGradient gradient(float[] target, float[] output) {
    return gradient(spectraOf(target), output);
  }
}
