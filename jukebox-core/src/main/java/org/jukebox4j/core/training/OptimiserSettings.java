package org.jukebox4j.core.training;

import java.util.OptionalDouble;

/**
 * Everything that an {@link Optimiser} is told.
 *
 * @param adam settings of the steps
 * @param learningRate learning rate of each step
 * @param clipping longest gradient norm that is not shortened
 * @param normLimit gradient norm above which a step is left out; infinite for none
 * @param patience how many steps in a row may be left out before training stops
 * @param averageDecay decay of the weight averages; empty for none
 */
public record OptimiserSettings(
    AdamSettings adam,
    LearningRate learningRate,
    GradientClipping clipping,
    double normLimit,
    int patience,
    OptionalDouble averageDecay) {
  private static final int DEFAULT_PATIENCE = 20;

  /** Refuses values out of range. */
  public OptimiserSettings {
    ExplosionGuard.requireSettings(normLimit, patience);
    if (averageDecay.isPresent()) {
      WeightAverage.requireDecay(averageDecay.getAsDouble());
    }
  }

  /**
   * The original's defaults: 100 steps of warm-up, gradients clipped at 1, no step left out unless
   * it is not finite, no averages.
   *
   * @param peakRate largest learning rate, such as 3e-4
   * @return the settings
   */
  public static OptimiserSettings defaults(double peakRate) {
    LearningRateSchedule warmUp =
        new LearningRateSchedule.WarmUp(100, new LearningRateSchedule.Constant());
    return new OptimiserSettings(
        AdamSettings.defaults(),
        new LearningRate(peakRate, warmUp),
        new GradientClipping(1),
        Double.POSITIVE_INFINITY,
        DEFAULT_PATIENCE,
        OptionalDouble.empty());
  }

  /**
   * Changes the settings of the steps.
   *
   * @param changed the new ones
   * @return changed settings
   */
  public OptimiserSettings withAdam(AdamSettings changed) {
    return new OptimiserSettings(
        changed, learningRate, clipping, normLimit, patience, averageDecay);
  }

  /**
   * Changes the learning rate.
   *
   * @param changed the new one
   * @return changed settings
   */
  public OptimiserSettings withLearningRate(LearningRate changed) {
    return new OptimiserSettings(adam, changed, clipping, normLimit, patience, averageDecay);
  }

  /**
   * Changes the clipping.
   *
   * @param changed the new one
   * @return changed settings
   */
  public OptimiserSettings withClipping(GradientClipping changed) {
    return new OptimiserSettings(adam, learningRate, changed, normLimit, patience, averageDecay);
  }

  /**
   * Changes which steps are left out.
   *
   * @param limit gradient norm above which a step is left out
   * @param inARow how many in a row may be left out
   * @return changed settings
   */
  public OptimiserSettings withGuard(double limit, int inARow) {
    return new OptimiserSettings(adam, learningRate, clipping, limit, inARow, averageDecay);
  }

  /**
   * Turns averages of the weights on.
   *
   * @param decay part of the averages that each step keeps
   * @return changed settings
   */
  public OptimiserSettings withAverages(double decay) {
    return new OptimiserSettings(
        adam, learningRate, clipping, normLimit, patience, OptionalDouble.of(decay));
  }
}
