package org.jukebox4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class GradientClippingTest {
  @Test
  void theDivisorShortensToTheLimitAndUndoesTheLossScale() {
    GradientClipping clipping = new GradientClipping(0.5);

    assertThat(clipping.divisor(0.4, 1)).isEqualTo(1);
    assertThat(clipping.divisor(2, 1)).isEqualTo(4);
    assertThat(clipping.divisor(2, 1024)).isEqualTo(4096);
  }

  @Test
  void withoutClippingNoNormIsTooLong() {
    assertThat(GradientClipping.none().divisor(1e30, 1)).isEqualTo(1);
  }

  @Test
  void aLimitMustBePositive() {
    assertThatThrownBy(() -> new GradientClipping(0))
        .hasMessage(
            "the clipping limit must be above 0 (or infinite, for no clipping), but was 0.0");
  }
}
