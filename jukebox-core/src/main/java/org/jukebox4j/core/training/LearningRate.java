package org.jukebox4j.core.training;

/**
 * The learning rate of each step.
 *
 * @param peak the largest rate, not negative
 * @param schedule how it changes
 */
public record LearningRate(double peak, LearningRateSchedule schedule) {
  /** Refuses a rate that is no rate. */
  public LearningRate {
    if (!(peak >= 0) || !Double.isFinite(peak)) {
      throw new IllegalArgumentException(
          "the learning rate must be a number, at least 0, such as 3e-4, but was " + peak);
    }
  }

  /**
   * Returns the rate of a step.
   *
   * @param step the step, from 0
   * @return the rate
   */
  public double at(long step) {
    return peak * schedule.factor(step);
  }

  /**
   * Says whether training ends before a step, because the rate has come to its end.
   *
   * @param step the step, from 0
   * @return true at and after the end of a decay
   */
  public boolean isOver(long step) {
    return schedule.isOver(step);
  }
}
