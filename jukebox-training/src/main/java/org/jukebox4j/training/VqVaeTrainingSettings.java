package org.jukebox4j.training;

import org.jukebox4j.core.training.WeightDecay;
import org.jukebox4j.vqvae.codebook.CodebookSettings;
import org.jukebox4j.vqvae.codebook.RandomRestart;
import org.jukebox4j.vqvae.loss.LossNormalisers;
import org.jukebox4j.vqvae.loss.VqVaeLossConfig;
import org.jukebox4j.vqvae.training.TrainedParts;

/**
 * How a codec is trained.
 *
 * @param training what all parts have in common
 * @param samples samples of a recording that are heard at once; a multiple of those of a top code
 * @param unquantisedSteps steps at the beginning without a bottleneck
 * @param codebooks how codebooks follow the encoder
 * @param losses the weights of the losses; normalisers of 1 are replaced by those of the recordings
 * @param parts what learns
 */
public record VqVaeTrainingSettings(
    TrainingSettings training,
    int samples,
    long unquantisedSteps,
    CodebookSettings codebooks,
    VqVaeLossConfig losses,
    TrainedParts parts) {
  private static final double EMA_DECAY = 0.99;

  /** Settings for batches of any size on a small machine. */
  public static final VqVaeTrainingSettings SMALL_BATCHES =
      new VqVaeTrainingSettings(
          new TrainingSettings(
              3000,
              4,
              new StepSettings(
                  1e-3, 60, StepSettings.Decay.LINEAR, 0, WeightDecay.WITH_THE_STEP, 5, 0.99),
              new TrainingSettings.Pace(200, 200, 1),
              new TrainingSettings.DataChoice(0.1, 8, 0)),
          16_384,
          120,
          new CodebookSettings(EMA_DECAY, RandomRestart.RELATIVE),
          VqVaeLossConfig.smallVqvae(LossNormalisers.NONE),
          TrainedParts.WHOLE);

  /**
   * Returns the same settings with other losses.
   *
   * @param changed the weights of the losses
   * @return changed settings
   */
  public VqVaeTrainingSettings withLosses(VqVaeLossConfig changed) {
    return new VqVaeTrainingSettings(
        training, samples, unquantisedSteps, codebooks, changed, parts);
  }

  /**
   * Returns the same settings with others that all parts have.
   *
   * @param changed what all parts have in common
   * @return changed settings
   */
  public VqVaeTrainingSettings withTraining(TrainingSettings changed) {
    return new VqVaeTrainingSettings(changed, samples, unquantisedSteps, codebooks, losses, parts);
  }

  /** What must not change when a run goes on. */
  String identity() {
    return new VqVaeTrainingSettings(
            Identity.of(training), samples, unquantisedSteps, codebooks, losses, parts)
        .toString();
  }
}
