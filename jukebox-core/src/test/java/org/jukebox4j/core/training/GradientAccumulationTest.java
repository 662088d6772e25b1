package org.jukebox4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

final class GradientAccumulationTest {
  @Test
  void theMeanIsThatOfTheBatchesSinceTheLastStep() {
    try (GradientAccumulation accumulation = new GradientAccumulation(Tensors.of("w", 0, 0))) {
      accumulation.add(Tensors.of("w", 1, 2));
      accumulation.add(Tensors.of("w", 3, 8));
      assertThat(accumulation.count()).isEqualTo(2);
      assertThat(Tensors.get(accumulation.takeMean(), "w")).containsExactly(2, 5);

      accumulation.add(Tensors.of("w", 7, 7));
      assertThat(Tensors.get(accumulation.takeMean(), "w")).containsExactly(7, 7);
    }
  }

  @Test
  void gradientsAreCopied() {
    Map<String, FloatTensor> gradients = Tensors.of("w", 1, 2);
    try (GradientAccumulation accumulation = new GradientAccumulation(gradients)) {
      accumulation.add(gradients);
      for (FloatTensor gradient : gradients.values()) {
        gradient.write(0, new float[] {9, 9}, 0, 2);
      }
      assertThat(Tensors.get(accumulation.takeMean(), "w")).containsExactly(1, 2);
    }
  }

  @Test
  void aMeanOfNothingIsRefused() {
    try (GradientAccumulation accumulation = new GradientAccumulation(Tensors.of("w", 0))) {
      assertThatThrownBy(accumulation::takeMean)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no gradients were added since the last step");
    }
  }
}
