package org.jukebox4j.training;

import org.jukebox4j.core.run.TrainerSettings;

/**
 * How a part of a model is trained.
 *
 * @param steps how many steps the run has
 * @param items recordings or windows of a batch
 * @param step what a step does with the gradients
 * @param pace how often something is written
 * @param data how recordings are chosen
 */
public record TrainingSettings(
    long steps, int items, StepSettings step, Pace pace, DataChoice data) {
  /** Checks the batch. */
  public TrainingSettings {
    if (items < 1) {
      throw new IllegalArgumentException("items must be at least 1 a batch, but was " + items);
    }
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, but was " + steps);
    }
  }

  /**
   * How often something is written.
   *
   * @param checkpointEvery steps between two checkpoints
   * @param evaluateEvery steps between two evaluations
   * @param batchesPerStep batches whose gradients are added up for a step
   */
  public record Pace(long checkpointEvery, long evaluateEvery, int batchesPerStep) {}

  /**
   * How recordings are chosen.
   *
   * @param validationShare how much of the recordings is kept apart; which, no seed changes
   * @param validationBatches how many batches an evaluation takes at most
   * @param seed key of the order and of the first weights
   */
  public record DataChoice(double validationShare, int validationBatches, long seed) {}

  /**
   * Returns the same settings with another number of steps.
   *
   * @param changed how many steps
   * @return changed settings
   */
  public TrainingSettings withSteps(long changed) {
    return new TrainingSettings(changed, items, step, pace, data);
  }

  /**
   * Returns the same settings with another pace.
   *
   * @param changed the pace
   * @return changed settings
   */
  public TrainingSettings withPace(Pace changed) {
    return new TrainingSettings(steps, items, step, changed, data);
  }

  TrainingSettings withStep(StepSettings changed) {
    return new TrainingSettings(steps, items, changed, pace, data);
  }

  TrainerSettings trainer() {
    return new TrainerSettings(
        step.optimiser(steps),
        steps,
        pace.batchesPerStep(),
        pace.checkpointEvery(),
        pace.evaluateEvery());
  }
}
