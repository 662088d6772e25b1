package org.jukebox4j.core.run;

import org.jukebox4j.core.training.OptimiserSettings;

/**
 * How a model is trained.
 *
 * @param optimiser settings of the steps
 * @param steps how many steps the run has
 * @param batchesPerStep how many batches are added up for a step
 * @param checkpointEvery how many steps lie between two checkpoints
 * @param evaluateEvery how many steps lie between two evaluations
 */
public record TrainerSettings(
    OptimiserSettings optimiser,
    long steps,
    int batchesPerStep,
    long checkpointEvery,
    long evaluateEvery) {
  /** Checks the ranges. */
  public TrainerSettings {
    requirePositive("steps", steps);
    requirePositive("batchesPerStep", batchesPerStep);
    requirePositive("checkpointEvery", checkpointEvery);
    requirePositive("evaluateEvery", evaluateEvery);
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
    }
  }
}
