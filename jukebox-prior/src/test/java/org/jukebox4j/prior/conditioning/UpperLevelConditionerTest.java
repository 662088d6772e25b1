package org.jukebox4j.prior.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterShapes;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.core.residual.ResidualScale;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.junit.jupiter.api.Test;

final class UpperLevelConditionerTest {
  private static final UpperLevelConditionerConfig TINY = config(24, 16, 12);

  @Test
  void everyRowIsNormalised() {
    try (ParameterBinding binding = new ParameterBinding(new RandomParameters(1));
        UpperLevelConditioner conditioner = bind(binding, TINY)) {
      float[] y = conditioner.forward(new int[] {3, 0, 23, 7, 7});
      assertThat(y).hasSize(5 * 4 * 16);
      for (int row = 0; row < 20; row++) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 16; i++) {
          sum += y[row * 16 + i];
          squares += y[row * 16 + i] * y[row * 16 + i];
        }
        assertThat(sum).isCloseTo(0, within(1e-4));
        assertThat(squares / 16).isCloseTo(1, within(1e-2));
      }
    }
  }

  @Test
  void whatIsAddedCountsLikeTheEmbedding() {
    try (ParameterBinding binding = new ParameterBinding(new RandomParameters(2));
        UpperLevelConditioner conditioner = bind(binding, TINY)) {
      int[] codes = {1, 2, 3};
      assertThat(conditioner.forward(codes, new float[3 * 16]))
          .isEqualTo(conditioner.forward(codes));
      float[] added = new float[3 * 16];
      added[20] = 1;
      assertThat(conditioner.forward(codes, added)).isNotEqualTo(conditioner.forward(codes));
    }
  }

  @Test
  void theReleasedUpsamplersConditionerHasThePublishedNames() {
    ParameterBinding binding = new ParameterBinding(new ParameterShapes());
    bind(binding, config(2048, 1920, 1024)).close();
    assertThat(binding.shapes())
        .containsEntry("x_emb.weight", new int[] {2048, 1920})
        .containsEntry("cond.model.1.0.blocks.3.model.1.weight", new int[] {1024, 1024, 3})
        .containsEntry("cond.model.2.1.weight", new int[] {1024, 1920, 4})
        .containsEntry("ln.bias", new int[] {1920})
        .hasSize(1 + 2 + 2 * (16 * 4 + 2) + 2);
  }

  @Test
  void aCodeBeyondTheCodebookIsRefused() {
    try (ParameterBinding binding = new ParameterBinding(new RandomParameters(1));
        UpperLevelConditioner conditioner = bind(binding, TINY)) {
      assertThatThrownBy(() -> conditioner.forward(new int[] {1, 24}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("codes of the level above must be between 0 and 23, but code 1 was 24");
    }
  }

  @Test
  void conditioningOfAnotherLengthIsRefused() {
    try (ParameterBinding binding = new ParameterBinding(new RandomParameters(1));
        UpperLevelConditioner conditioner = bind(binding, TINY)) {
      assertThatThrownBy(() -> conditioner.forward(new int[] {1, 2}, new float[5]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("added: expected [time=2, width=16] but had 5 elements");
    }
  }

  private static UpperLevelConditioner bind(
      ParameterBinding binding, UpperLevelConditionerConfig config) {
    return binding.bind(
        "the conditioner", root -> UpperLevelConditioner.from(root, config), name -> true);
  }

  private static UpperLevelConditionerConfig config(int codes, int width, int residualWidth) {
    DilationSchedule dilations = new DilationSchedule(3, 8, DilationOrder.GROWING);
    return new UpperLevelConditionerConfig(
        codes,
        width,
        2,
        2,
        new ResidualStackConfig(residualWidth, 16, 1, dilations, ResidualScale.INVERSE_ROOT_DEPTH));
  }
}
