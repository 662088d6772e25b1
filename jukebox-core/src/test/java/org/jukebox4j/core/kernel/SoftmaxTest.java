package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SoftmaxTest {
  @Test
  void equalLogitsShareTheWeight() {
    float[] row = {9, 3, 3, 3, 3, 9};
    float zero = Softmax.apply(row, 1, 4, 0);
    assertThat(row).containsExactly(9, 0.25f, 0.25f, 0.25f, 0.25f, 9);
    assertThat(zero).isEqualTo(0f);
  }

  @Test
  void keysOfZerosTakePartWithLogitZero() {
    float[] row = {(float) Math.log(2)};
    float zero = Softmax.apply(row, 0, 1, 2);
    // 2 against twice 1: half, and a quarter for each key of zeros
    assertThat(row[0]).isCloseTo(0.5f, within(1e-7f));
    assertThat(zero).isCloseTo(0.25f, within(1e-7f));
  }

  @Test
  void onlyKeysOfZerosShareEverything() {
    assertThat(Softmax.apply(new float[0], 0, 0, 8)).isEqualTo(0.125f);
  }

  @Test
  void largeLogitsDoNotOverflow() {
    float[] row = {1000, 999};
    Softmax.apply(row, 0, 2, 1);
    assertThat((double) row[0]).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-6));
    assertThat(row[0] + row[1]).isCloseTo(1f, within(1e-6f));
  }
}
