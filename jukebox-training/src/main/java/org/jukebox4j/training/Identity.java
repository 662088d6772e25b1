package org.jukebox4j.training;

/**
 * What of the settings may change when a run goes on: how often something is written; and how long
 * the run is, unless the learning rate depends on that.
 */
final class Identity {
  private Identity() {}

  /** The settings with what may change replaced by something fixed. */
  static TrainingSettings of(TrainingSettings settings) {
    TrainingSettings same =
        settings.withPace(new TrainingSettings.Pace(1, 1, settings.pace().batchesPerStep()));
    return settings.step().decay() == StepSettings.Decay.NONE ? same.withSteps(1) : same;
  }
}
