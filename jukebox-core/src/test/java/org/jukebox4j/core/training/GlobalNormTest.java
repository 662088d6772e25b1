package org.jukebox4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

final class GlobalNormTest {
  @Test
  void allTensorsCountAsOneVector() {
    Map<String, FloatTensor> gradients = Tensors.of("a", 2, 0, 3);
    gradients.put("b", FloatTensor.of(new float[] {6}));

    assertThat(GlobalNorm.of(gradients)).isEqualTo(7);
  }

  @Test
  void largeTensorsAreSummedInDouble() {
    Map<String, FloatTensor> gradients = Tensors.several(3);
    double sum = 0;
    for (FloatTensor tensor : gradients.values()) {
      for (float value : tensor.toArray()) {
        sum += (double) value * value;
      }
    }
    assertThat(GlobalNorm.of(gradients)).isCloseTo(Math.sqrt(sum), within(1e-9));
    assertThat(GlobalNorm.of(gradients)).isEqualTo(GlobalNorm.of(Tensors.several(3)));
  }

  @Test
  void anInfiniteOrMissingNumberShows() {
    assertThat(GlobalNorm.of(Tensors.of("a", 1, Float.NEGATIVE_INFINITY))).isInfinite();
    assertThat(GlobalNorm.of(Tensors.of("a", 1, Float.NaN, 2, 3, 4))).isNaN();
    assertThat(GlobalNorm.of(Map.of())).isZero();
  }
}
