package org.jukebox4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.training.LearningRateSchedule.Constant;
import org.jukebox4j.core.training.LearningRateSchedule.LinearDecay;
import org.jukebox4j.core.training.LearningRateSchedule.WarmUp;
import org.junit.jupiter.api.Test;

final class OptimiserTest {
  private static final OptimiserSettings SETTINGS =
      OptimiserSettings.defaults(0.1)
          .withLearningRate(new LearningRate(0.1, new WarmUp(2, new Constant())))
          .withClipping(new GradientClipping(1))
          .withGuard(100, 3)
          .withAverages(0.5);

  @Test
  void theFirstStepHasRateZeroAndChangesNothing() {
    Map<String, FloatTensor> weights = Tensors.of("w", 1, 2);
    try (Optimiser optimiser = new Optimiser(weights, SETTINGS)) {
      TrainingStep step = optimiser.step(0.7, Tensors.of("w", 3, 4));

      assertThat(step).isEqualTo(new TrainingStep(0, 0.7, 5, 5, 0, true));
      assertThat(Tensors.get(weights, "w")).containsExactly(1, 2);
      assertThat(optimiser.nextStep()).isEqualTo(1);
    }
  }

  @Test
  void aStepThatExplodesLeavesEverythingButTheCountsAsItWas() {
    Map<String, FloatTensor> weights = Tensors.of("w", 1, 2);
    try (Optimiser optimiser = new Optimiser(weights, SETTINGS)) {
      optimiser.step(0.7, Tensors.of("w", 3, 4));
      optimiser.step(0.6, Tensors.of("w", 3, 4));
      Map<String, FloatTensor> before = Tensors.copy(optimiser.tensors());
      float[] weightsBefore = Tensors.get(weights, "w");

      TrainingStep step = optimiser.step(0.5, Tensors.of("w", 300, 400));

      assertThat(step.made()).isFalse();
      assertThat(step.learningRate()).isEqualTo(0.1);
      assertThat(Tensors.get(weights, "w")).isEqualTo(weightsBefore);
      before.forEach(
          (name, tensor) ->
              assertThat(Tensors.get(optimiser.tensors(), name))
                  .as(name)
                  .isEqualTo(tensor.toArray()));
      assertThat(optimiser.counts())
          .containsExactly(
              Map.entry("step", 3L),
              Map.entry("optimiser_steps", 2L),
              Map.entry("skipped", 1L),
              Map.entry("skipped_in_a_row", 1L));
      assertThat(optimiser.skippedSteps()).isEqualTo(1);
    }
  }

  @Test
  void aResumedRunHasTheSameBitsAsAnUndisturbedOne() {
    Map<String, FloatTensor> weights = Tensors.several(1);
    Map<String, FloatTensor> resumedWeights = Tensors.several(1);
    try (Optimiser undisturbed = new Optimiser(weights, SETTINGS);
        Optimiser first = new Optimiser(resumedWeights, SETTINGS);
        Optimiser second = new Optimiser(resumedWeights, SETTINGS)) {
      for (int i = 0; i < 6; i++) {
        undisturbed.step(1, gradients(i));
      }
      for (int i = 0; i < 3; i++) {
        first.step(1, gradients(i));
      }
      second.restore(Tensors.copy(first.tensors()), first.counts());
      for (int i = 3; i < 6; i++) {
        second.step(1, gradients(i));
      }
      assertThat(second.counts()).isEqualTo(undisturbed.counts());
      for (String name : weights.keySet()) {
        assertThat(Tensors.get(resumedWeights, name)).isEqualTo(Tensors.get(weights, name));
      }
      undisturbed
          .tensors()
          .forEach(
              (name, tensor) ->
                  assertThat(Tensors.get(second.tensors(), name))
                      .as(name)
                      .isEqualTo(tensor.toArray()));
    }
  }

  /** Too long for a step every fourth time. */
  private static Map<String, FloatTensor> gradients(int step) {
    Map<String, FloatTensor> gradients = Tensors.several(100 + step);
    float scale = step % 4 == 2 ? 1 : 0.01f;
    for (FloatTensor gradient : gradients.values()) {
      float[] values = gradient.toArray();
      for (int i = 0; i < values.length; i++) {
        values[i] *= scale;
      }
      gradient.write(0, values, 0, values.length);
    }
    return gradients;
  }

  @Test
  void averagesAreInTheWeightsWhileSwappedIn() {
    Map<String, FloatTensor> weights = Tensors.of("w", 1, 2);
    try (Optimiser optimiser = new Optimiser(weights, SETTINGS)) {
      optimiser.step(1, Tensors.of("w", 3, 4));
      optimiser.step(1, Tensors.of("w", 3, 4));
      float[] trained = Tensors.get(weights, "w");
      float[] averaged = Tensors.get(optimiser.tensors(), "average.w");
      try (WeightAverage.Swap swap = optimiser.swapInAverages()) {
        assertThat(swap).isNotNull();
        assertThat(Tensors.get(weights, "w")).isEqualTo(averaged).isNotEqualTo(trained);
      }
      assertThat(Tensors.get(weights, "w")).isEqualTo(trained);
    }
  }

  @Test
  void withoutAveragesThereIsNothingToSwap() {
    Map<String, FloatTensor> weights = Tensors.of("w", 1, 2);
    try (Optimiser optimiser = new Optimiser(weights, OptimiserSettings.defaults(0.1))) {
      try (WeightAverage.Swap swap = optimiser.swapInAverages()) {
        assertThat(swap).isNotNull();
        assertThat(Tensors.get(weights, "w")).containsExactly(1, 2);
      }
      assertThat(optimiser.tensors().keySet())
          .containsExactly("optimiser.first_moment.w", "optimiser.second_moment.w");
    }
  }

  @Test
  void anIncompleteStateIsRefusedByName() {
    try (Optimiser optimiser = new Optimiser(Tensors.of("w", 1, 2), SETTINGS)) {
      Map<String, FloatTensor> tensors = new LinkedHashMap<>(optimiser.tensors());
      tensors.remove("average.w");

      assertThatThrownBy(() -> optimiser.restore(tensors, optimiser.counts()))
          .hasMessage(
              "weight averages: expected one tensor for each trained parameter, but w is missing");
      assertThatThrownBy(() -> optimiser.restore(optimiser.tensors(), Map.of("step", 3L)))
          .hasMessageContaining("[optimiser_steps, skipped, skipped_in_a_row] are missing");
    }
  }

  @Test
  void trainingIsOverWhenTheRateHasDecayed() {
    OptimiserSettings settings =
        SETTINGS.withLearningRate(new LearningRate(0.1, new LinearDecay(0, 2)));
    try (Optimiser optimiser = new Optimiser(Tensors.of("w", 1), settings)) {
      optimiser.step(1, Tensors.of("w", 1));
      assertThat(optimiser.isOver()).isFalse();
      optimiser.step(1, Tensors.of("w", 1));
      assertThat(optimiser.isOver()).isTrue();
    }
  }
}
