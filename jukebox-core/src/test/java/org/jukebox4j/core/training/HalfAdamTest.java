package org.jukebox4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class HalfAdamTest {
  @Test
  void theLargestMomentIsStoredAsTheLargestNumberOfSixteenBits() {
    HalfAdam adam = new HalfAdam(2, AdamSettings.defaults());
    float[] weights = {1, 2};

    adam.step(weights, new float[] {4, -40}, 0.5, 1);

    assertThat(adam.firstScale()).isCloseTo(4 / 65504.0 + 1e-8, within(1e-12));
    assertThat(adam.first()[1]).isCloseTo(-65504, within(32f));
    assertThat(adam.first()[0] * adam.firstScale()).isCloseTo(0.4, within(1e-3));
    assertThat(adam.second()[0] * adam.secondScale()).isCloseTo(0.016, within(1e-4));
  }

  @Test
  void weightsAreRoundedToSixteenBits() {
    HalfAdam adam = new HalfAdam(1, AdamSettings.defaults().withEpsilon(1e-6));
    float[] weights = {1};

    adam.step(weights, new float[] {1}, 0.0001, 1);

    // 1 - 0.0001 lies nearer to 1 than to the number of 16 bits below it, 1 - 2^-11
    assertThat(weights).containsExactly(1);
    adam.step(weights, new float[] {1}, 0.0005, 1);
    assertThat(weights).containsExactly(1 - 0x1p-11f);
  }
}
