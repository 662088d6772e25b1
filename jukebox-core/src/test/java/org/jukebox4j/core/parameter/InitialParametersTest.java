package org.jukebox4j.core.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InitialParametersTest {
  private static final Map<String, InitialValues> VALUES =
      Map.of(
          "gain", new InitialValues.Constant(1),
          "convolution", InitialValues.ofConvolution(7, 5, 20),
          "matrix", new InitialValues.Normal(0.02));

  private static float[] values(long seed, String name, int size) {
    return new InitialParameters(seed, VALUES).find(name, size).orElseThrow().toArray();
  }

  @Test
  void everyKindOfValueHasItsDistribution() {
    assertThat(values(1, "gain", 3)).containsExactly(1, 1, 1);

    float[] uniform = values(1, "convolution", 100_000);
    for (float value : uniform) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo(0.1f); // 1 / sqrt(100)
    }
    assertThat(mean(uniform)).isEqualTo(0, offset(1e-3));
    assertThat(deviation(uniform)).isEqualTo(0.1 / Math.sqrt(3), offset(1e-3));

    float[] normal = values(1, "matrix", 100_000);
    assertThat(mean(normal)).isEqualTo(0, offset(3e-4));
    assertThat(deviation(normal)).isEqualTo(0.02, offset(2e-4));
    long beyond = IntStream.range(0, normal.length).filter(i -> Math.abs(normal[i]) > 0.04).count();
    assertThat(beyond / 100_000.0)
        .as("share beyond two deviations")
        .isEqualTo(0.0455, offset(3e-3));
  }

  @Test
  void valuesDependOnSeedAndNameAlone() {
    assertThat(values(1, "matrix", 50)).isEqualTo(values(1, "matrix", 50));
    assertThat(values(2, "matrix", 50)).isNotEqualTo(values(1, "matrix", 50));
    assertThat(new InitialParameters(1, VALUES).find("other", 3)).isEmpty();
  }

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private static double deviation(float[] values) {
    double squares =
        IntStream.range(0, values.length)
            .mapToDouble(i -> (double) values[i] * values[i])
            .average()
            .orElseThrow();
    return Math.sqrt(squares);
  }
}
