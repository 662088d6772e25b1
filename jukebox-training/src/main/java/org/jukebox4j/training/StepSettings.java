package org.jukebox4j.training;

import org.jukebox4j.core.training.AdamSettings;
import org.jukebox4j.core.training.GradientClipping;
import org.jukebox4j.core.training.LearningRate;
import org.jukebox4j.core.training.LearningRateSchedule;
import org.jukebox4j.core.training.OptimiserSettings;
import org.jukebox4j.core.training.WeightDecay;

/**
 * What a step does with the gradients.
 *
 * @param learningRate the largest rate
 * @param warmUp steps in which the rate grows to that
 * @param decay how it falls again
 * @param weightDecay part of each weight that a step takes away; 0 for none
 * @param weightDecayForm what that part is multiplied by
 * @param clip longest gradient norm that is not shortened
 * @param averageDecay part of the weight averages that each step keeps; 0 for no averages
 */
public record StepSettings(
    double learningRate,
    int warmUp,
    Decay decay,
    double weightDecay,
    WeightDecay weightDecayForm,
    double clip,
    double averageDecay) {
  /** Part of the steps that is made before a decay begins. */
  private static final double DECAY_FROM = 0.7;

  private static final int PATIENCE = 20;

  /** How the learning rate falls. */
  public enum Decay {
    /** Not at all. */
    NONE,
    /** In the last three tenths of the steps, straight down to 0. */
    LINEAR,
    /** After the warm-up, along half a cosine to 0. */
    COSINE
  }

  /** Checks what the optimiser does not. */
  public StepSettings {
    if (warmUp < 1) {
      throw new IllegalArgumentException("warmUp must be at least 1 step, but was " + warmUp);
    }
    if (!(averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException(
          "averageDecay must be 0 (no averages) or below 1, but was " + averageDecay);
    }
  }

  StepSettings withDecay(Decay changed) {
    return new StepSettings(
        learningRate, warmUp, changed, weightDecay, weightDecayForm, clip, averageDecay);
  }

  OptimiserSettings optimiser(long steps) {
    LearningRateSchedule after =
        switch (decay) {
          case NONE -> new LearningRateSchedule.Constant();
          case LINEAR ->
              new LearningRateSchedule.LinearDecay(
                  Math.floor(DECAY_FROM * steps), Math.ceil((1 - DECAY_FROM) * steps));
          case COSINE ->
              new LearningRateSchedule.CosineDecay(
                  Math.min(warmUp, steps - 1), Math.max(1, steps - warmUp), 0);
        };
    OptimiserSettings settings =
        OptimiserSettings.defaults(learningRate)
            .withAdam(AdamSettings.defaults().withWeightDecay(weightDecay, weightDecayForm))
            .withLearningRate(
                new LearningRate(learningRate, new LearningRateSchedule.WarmUp(warmUp, after)))
            .withClipping(new GradientClipping(clip))
            .withGuard(Double.POSITIVE_INFINITY, PATIENCE);
    return averageDecay > 0 ? settings.withAverages(averageDecay) : settings;
  }
}
