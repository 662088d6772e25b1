package org.jukebox4j.training;

import java.util.Locale;
import org.jukebox4j.core.training.LearningRate;

/**
 * What of the settings may change when a run goes on: how often something is written; and how long
 * the run is and how its learning rate falls, as long as the steps that are made would have been
 * the same.
 */
final class Identity {
  private Identity() {}

  /** The settings with what may change replaced by something fixed. */
  static TrainingSettings of(TrainingSettings settings) {
    return settings
        .withPace(new TrainingSettings.Pace(1, 1, settings.pace().batchesPerStep()))
        .withStep(settings.step().withDecay(StepSettings.Decay.NONE))
        .withSteps(1);
  }

  /**
   * Refuses a learning rate that the steps so far did not have.
   *
   * @param begun the settings so far
   * @param now the settings from here on
   * @param made how many steps are made
   * @throws IllegalArgumentException naming the first step that would have been another
   */
  static void requireSameRateSoFar(TrainingSettings begun, TrainingSettings now, long made) {
    LearningRate then = begun.step().optimiser(begun.steps()).learningRate();
    LearningRate from = now.step().optimiser(now.steps()).learningRate();
    for (long step = 0; step < made; step++) {
      if (then.at(step) != from.at(step)) {
        throw new IllegalArgumentException(
            "decay %s over %d steps gives step %d the learning rate %s, but it was made with %s; begin the decay after the %d steps that are made, by more steps, or leave it as it was"
                .formatted(
                    now.step().decay().name().toLowerCase(Locale.ROOT),
                    now.steps(),
                    step,
                    from.at(step),
                    then.at(step),
                    made));
      }
    }
  }
}
