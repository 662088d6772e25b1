package org.jukebox4j.core.run;

import java.time.Duration;
import java.util.Map;
import org.jukebox4j.core.training.TrainingStep;

/**
 * How a run stands after a step.
 *
 * @param step what the step did
 * @param metrics what the batches said, by name
 * @param steps how many steps the run has
 * @param stepTime how long the step took
 * @param stepsPerSecond rate since this process began to train
 */
public record StepReport(
    TrainingStep step,
    Map<String, Double> metrics,
    long steps,
    Duration stepTime,
    double stepsPerSecond) {
  /**
   * Returns how many steps were made or left out so far, over all processes.
   *
   * @return the number of this step, from 1
   */
  public long done() {
    return step.number() + 1;
  }

  /**
   * Estimates how long the rest will take.
   *
   * @return the time left at the present rate
   */
  public Duration timeLeft() {
    double seconds = stepsPerSecond > 0 ? (steps - done()) / stepsPerSecond : 0;
    return Duration.ofMillis((long) Math.min(1000 * seconds, Long.MAX_VALUE / 4.0));
  }
}
