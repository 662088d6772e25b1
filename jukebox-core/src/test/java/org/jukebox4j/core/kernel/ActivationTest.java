package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class ActivationTest {
  private static void requireEqual(Activation activation, DoubleUnaryOperator exact) {
    for (float x = -12f; x < 12f; x += 0.037f) {
      float[] row = {99f, x, 99f};
      activation.apply(row, 1, 2);
      assertThat((double) row[1])
          .as("%s(%s)", activation, x)
          .isCloseTo(exact.applyAsDouble(x), within(3e-7 * Math.max(1, Math.abs(x))));
      assertThat(row[0] + row[2]).isEqualTo(198f);
    }
  }

  @Test
  void quickGeluIsXTimesTheSigmoidOfXTimes1702Thousandths() {
    requireEqual(Activation.QUICK_GELU, x -> x / (1 + Math.exp(-1.702 * x)));
  }

  @Test
  void geluIsTheTanhForm() {
    requireEqual(
        Activation.GELU,
        x -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))));
  }

  @Test
  void swishIsXTimesItsSigmoid() {
    requireEqual(Activation.SWISH, x -> x / (1 + Math.exp(-x)));
  }

  @Test
  void reluCutsNegativeValues() {
    requireEqual(Activation.RELU, x -> Math.max(x, 0));
  }

  @Test
  void manyValuesGetTheBitsThatFewGet() {
    float[] many = new float[100_003];
    for (int i = 0; i < many.length; i++) {
      many[i] = (i - 50_000) / 7_000f;
    }
    float[] few = many.clone();
    Activation.QUICK_GELU.apply(many, 0, many.length);
    for (int i = 0; i < few.length; i += 1000) {
      Activation.QUICK_GELU.apply(few, i, Math.min(few.length, i + 1000));
    }
    assertThat(many).isEqualTo(few);
  }
}
