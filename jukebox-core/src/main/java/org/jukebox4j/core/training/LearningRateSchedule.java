package org.jukebox4j.core.training;

/**
 * How the learning rate changes, as a factor of its peak. Step 0 is the first one.
 *
 * <p>{@code new WarmUp(100, new Constant())} is the original's default: the first step has rate 0.
 */
public sealed interface LearningRateSchedule {
  /**
   * Returns the factor of a step.
   *
   * @param step the step, from 0
   * @return the factor, from 0 to 1
   */
  double factor(long step);

  /**
   * Says whether the rate has come to its end, where training stops.
   *
   * @param step the step, from 0
   * @return true from the first step on whose rate has reached the end of a decay
   */
  default boolean isOver(long step) {
    return false;
  }

  /** Always the peak. */
  record Constant() implements LearningRateSchedule {
    @Override
    public double factor(long step) {
      return 1;
    }
  }

  /**
   * Multiplied by {@code gamma} once every so many steps.
   *
   * @param gamma the factor of each time, in (0, 1]
   * @param every how many steps apart, above 0
   */
  record StepDecay(double gamma, double every) implements LearningRateSchedule {
    /** Refuses values out of range. */
    public StepDecay {
      if (!(gamma > 0 && gamma <= 1)) {
        throw new IllegalArgumentException("gamma must be above 0 and at most 1, but was " + gamma);
      }
      requireSteps("every", every);
    }

    @Override
    public double factor(long step) {
      return Math.pow(gamma, Math.floor(step / every));
    }
  }

  /**
   * Straight down to 0.
   *
   * @param start last step at the peak
   * @param length how many steps from there to 0, above 0
   */
  record LinearDecay(double start, double length) implements LearningRateSchedule {
    /** Refuses values out of range. */
    public LinearDecay {
      requireStart(start);
      requireSteps("length", length);
    }

    @Override
    public double factor(long step) {
      return Math.max(0, 1 - Math.max(0, step - start) / length);
    }

    @Override
    public boolean isOver(long step) {
      return step >= start + length;
    }
  }

  /**
   * Down along half a cosine. The original names such a setting but never reads it.
   *
   * @param start last step at the peak
   * @param length how many steps from there to the floor, above 0
   * @param floor the last factor, in [0, 1)
   */
  record CosineDecay(double start, double length, double floor) implements LearningRateSchedule {
    /** Refuses values out of range. */
    public CosineDecay {
      requireStart(start);
      requireSteps("length", length);
      if (!(floor >= 0 && floor < 1)) {
        throw new IllegalArgumentException(
            "floor must be at least 0 and below 1, but was " + floor);
      }
    }

    @Override
    public double factor(long step) {
      double part = Math.min(1, Math.max(0, step - start) / length);
      return floor + (1 - floor) * (1 + Math.cos(Math.PI * part)) / 2;
    }

    @Override
    public boolean isOver(long step) {
      return step >= start + length;
    }
  }

  /**
   * From 0 straight up, and then (counted from step 0 all the same) as another schedule says. Both
   * factors are multiplied.
   *
   * @param steps the first step that is not lowered, above 0
   * @param then the other schedule
   */
  record WarmUp(double steps, LearningRateSchedule then) implements LearningRateSchedule {
    /** Refuses values out of range. */
    public WarmUp {
      requireSteps("steps", steps);
    }

    @Override
    public double factor(long step) {
      return Math.min(1, step / steps) * then.factor(step);
    }

    @Override
    public boolean isOver(long step) {
      return then.isOver(step);
    }
  }

  private static void requireSteps(String name, double steps) {
    if (!(steps > 0) || !Double.isFinite(steps)) {
      throw new IllegalArgumentException(
          name + " must be a number of steps above 0, but was " + steps);
    }
  }

  private static void requireStart(double start) {
    if (!(start >= 0) || !Double.isFinite(start)) {
      throw new IllegalArgumentException("start must be a step, at least 0, but was " + start);
    }
  }
}
