package org.jukebox4j.vqvae.loss;

/**
 * The weights of a VQ-VAE's losses. The total is the sum over all levels.
 *
 * @param reconstruction the loss on the samples
 * @param spectralWeight weight of the spectral loss at one resolution
 * @param multiResolutionWeight weight of the spectral loss at three resolutions
 * @param commitmentWeight β, weight of the distance between the encoder's vectors and their codes
 * @param spectralForm what the spectral loss at one resolution is relative to
 * @param emphasis how much high frequencies are raised before spectra are compared, the coefficient
 *     of {@link org.jukebox4j.core.spectral.PreEmphasis}; 0 in the original
 * @param normalisers what losses are divided by
 */
public record VqVaeLossConfig(
    ReconstructionLoss reconstruction,
    double spectralWeight,
    double multiResolutionWeight,
    double commitmentWeight,
    SpectralForm spectralForm,
    double emphasis,
    LossNormalisers normalisers) {
  private static final double COMMITMENT = 0.02;
  private static final double LARGEST = 0.02;

  /** Checks the weights. */
  public VqVaeLossConfig {
    if (!(spectralWeight >= 0 && multiResolutionWeight >= 0 && commitmentWeight >= 0)) {
      throw new IllegalArgumentException(
          "weights of losses must not be negative, but were %s, %s and %s"
              .formatted(spectralWeight, multiResolutionWeight, commitmentWeight));
    }
    if (!(emphasis >= 0 && emphasis < 1)) {
      throw new IllegalArgumentException(
          "emphasis must be at least 0 and below 1, but was " + emphasis);
    }
  }

  /**
   * The losses of the released codec. Source: openai/jukebox {@code hparams.py}, {@code vqvae}.
   *
   * @param normalisers measured on the recordings
   * @return the weights
   */
  public static VqVaeLossConfig vqvae(LossNormalisers normalisers) {
    ReconstructionLoss mix =
        new ReconstructionLoss(0, 1, LARGEST, ReconstructionLoss.USUAL_LARGEST_COUNT);
    return new VqVaeLossConfig(mix, 0, 1, COMMITMENT, SpectralForm.DISTANCE, 0, normalisers);
  }

  /**
   * The losses of the small codec. Source: openai/jukebox {@code hparams.py}, {@code small_vqvae}.
   *
   * @param normalisers measured on the recordings
   * @return the weights
   */
  public static VqVaeLossConfig smallVqvae(LossNormalisers normalisers) {
    return new VqVaeLossConfig(
        ReconstructionLoss.l2(), 0, 1, COMMITMENT, SpectralForm.DISTANCE, 0, normalisers);
  }

  /**
   * Returns the same losses with another one on the samples.
   *
   * @param changed the loss on the samples
   * @return the weights
   */
  public VqVaeLossConfig withReconstruction(ReconstructionLoss changed) {
    return new VqVaeLossConfig(
        changed,
        spectralWeight,
        multiResolutionWeight,
        commitmentWeight,
        spectralForm,
        emphasis,
        normalisers);
  }

  /**
   * Returns the same losses with others on the spectra.
   *
   * @param weight of the spectral loss at one resolution
   * @param multiResolution weight of the one at three resolutions
   * @param form what the one at one resolution is relative to
   * @return the weights
   */
  public VqVaeLossConfig withSpectral(double weight, double multiResolution, SpectralForm form) {
    return new VqVaeLossConfig(
        reconstruction, weight, multiResolution, commitmentWeight, form, emphasis, normalisers);
  }

  /**
   * Returns the same losses divided by something else.
   *
   * @param changed what losses are divided by
   * @return the weights
   */
  public VqVaeLossConfig withNormalisers(LossNormalisers changed) {
    return new VqVaeLossConfig(
        reconstruction,
        spectralWeight,
        multiResolutionWeight,
        commitmentWeight,
        spectralForm,
        emphasis,
        changed);
  }
}
