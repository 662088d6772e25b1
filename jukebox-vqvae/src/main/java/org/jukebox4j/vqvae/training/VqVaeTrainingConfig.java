package org.jukebox4j.vqvae.training;

import org.jukebox4j.core.sequence.SequenceShape;
import org.jukebox4j.vqvae.codebook.CodebookSettings;
import org.jukebox4j.vqvae.loss.VqVaeLossConfig;

/**
 * How a codec is trained, beside its optimiser.
 *
 * @param losses the weights of the losses
 * @param codebooks how codebooks follow the encoder
 * @param batch recordings of a batch and samples of each, a whole number of codes at every level
 * @param unquantisedSteps steps at the beginning in which vectors pass the bottleneck as they are;
 *     0 as in the original, whose codebooks begin with vectors of an untrained encoder
 * @param seed key of restarts and of the first codes
 * @param parts what learns
 */
public record VqVaeTrainingConfig(
    VqVaeLossConfig losses,
    CodebookSettings codebooks,
    SequenceShape batch,
    long unquantisedSteps,
    long seed,
    TrainedParts parts) {
  /** Checks the steps. */
  public VqVaeTrainingConfig {
    if (unquantisedSteps < 0) {
      throw new IllegalArgumentException(
          "unquantisedSteps must be at least 0, but was " + unquantisedSteps);
    }
  }
}
