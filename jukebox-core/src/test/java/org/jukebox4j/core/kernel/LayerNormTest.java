package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LayerNormTest {
  @Test
  void rowOfMinusOneAndOneIsAlreadyNormalised() {
    LayerNorm norm = new LayerNorm(new float[] {1, 1}, new float[] {0, 0});
    float[] y = new float[2];
    norm.forward(new float[] {-1, 1}, 1, y);
    float expected = (float) (1 / Math.sqrt(1 + 1e-5));
    assertThat(y).containsExactly(new float[] {-expected, expected}, within(1e-7f));
  }

  @Test
  void gainAndShiftAreAppliedAfterwardsAndRowsAreIndependent() {
    LayerNorm norm = new LayerNorm(new float[] {2, 3, 4}, new float[] {1, 1, 1});
    float[] y = new float[6];
    norm.forward(new float[] {5, 5, 5, -7, -7, -7}, 2, y);
    assertThat(y).containsExactly(1, 1, 1, 1, 1, 1);
  }

  @Test
  void longRowsAgreeWithDoublePrecision() {
    int width = 1923;
    Random random = new Random(5);
    float[] x = new float[width];
    float[] gain = new float[width];
    float[] shift = new float[width];
    for (int i = 0; i < width; i++) {
      x[i] = (float) (3 + 2 * random.nextGaussian());
      gain[i] = (float) random.nextGaussian();
      shift[i] = (float) random.nextGaussian();
    }
    double mean = 0;
    for (float v : x) {
      mean += v / (double) width;
    }
    double variance = 0;
    for (float v : x) {
      variance += (v - mean) * (v - mean) / width;
    }
    float[] y = new float[width];
    new LayerNorm(gain, shift).forward(x, 1, y);
    for (int i = 0; i < width; i++) {
      double exact = (x[i] - mean) / Math.sqrt(variance + 1e-5) * gain[i] + shift[i];
      assertThat((double) y[i]).isCloseTo(exact, within(5e-6));
    }
  }

  @Test
  void gainAndShiftOfDifferentLengthAreRefused() {
    assertThatThrownBy(() -> new LayerNorm(new float[2], new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gain and shift must have the same length, but had 2 and 3");
  }
}
