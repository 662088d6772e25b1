package org.jukebox4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

final class WeightAverageTest {
  private final Map<String, FloatTensor> weights = Tensors.of("w", 4, 8);

  private void set(float... values) {
    for (FloatTensor tensor : weights.values()) {
      tensor.write(0, values, 0, values.length);
    }
  }

  @Test
  void beginsAtTheWeightsAndFollowsThemSlowly() {
    try (WeightAverage average = new WeightAverage(weights, 0.75)) {
      assertThat(Tensors.get(average.state(), "w")).containsExactly(4, 8);
      set(8, 0);
      average.update();
      assertThat(Tensors.get(average.state(), "w")).containsExactly(5, 6);
      average.update();
      assertThat(Tensors.get(average.state(), "w")).containsExactly(5.75f, 4.5f);
    }
  }

  @Test
  void averagesAreSwappedInAndOutAgain() {
    try (WeightAverage average = new WeightAverage(weights, 0.5)) {
      set(0, 0);
      average.update();
      try (WeightAverage.Swap swap = average.swapIn()) {
        assertThat(Tensors.get(weights, "w")).containsExactly(2, 4);
        assertThatThrownBy(average::update)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("the averages are in the parameters: close what swapIn() gave first");
        swap.close();
      }
      assertThat(Tensors.get(weights, "w")).containsExactly(0, 0);
      assertThat(Tensors.get(average.state(), "w")).containsExactly(2, 4);
    }
  }

  @Test
  void aSwapOfTensorsOfManyBlocksIsExact() {
    Map<String, FloatTensor> large = Tensors.several(5);
    Map<String, FloatTensor> original = Tensors.copy(large);
    try (WeightAverage average = new WeightAverage(large, 0.5)) {
      average.restore(Tensors.several(6));
      average.swapIn().close();
      try (WeightAverage.Swap swap = average.swapIn()) {
        assertThat(swap).isNotNull();
        assertThat(Tensors.get(large, "large")).isEqualTo(Tensors.get(Tensors.several(6), "large"));
      }
      assertThat(Tensors.get(large, "large")).isEqualTo(Tensors.get(original, "large"));
    }
  }

  @Test
  void theDefaultDecayFollowsTheBatch() {
    assertThat(WeightAverage.defaultDecay(1)).isEqualTo(0.999875);
    assertThat(WeightAverage.defaultDecay(32)).isEqualTo(0.996);
  }

  @Test
  void aDecayOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new WeightAverage(weights, 1))
        .hasMessage("the decay of the weight average must be at least 0 and below 1, but was 1.0");
  }
}
