package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinearTest {
  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] forward(Linear linear, float[] x, int items, int rows) {
    float[] y = new float[items * rows * linear.outputs()];
    try (NativeScratch scratch = new NativeScratch()) {
      linear.forward(x, items, rows, y, scratch);
    }
    return y;
  }

  @Test
  void inputFirstWeightGivesXTimesWPlusB() {
    try (FloatTensor weight = FloatTensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)) {
      Linear linear = Linear.inputFirst(weight, new float[] {10, 20, 30});
      assertThat(forward(linear, new float[] {1, 10, 2, 0}, 1, 2))
          .containsExactly(51, 72, 93, 12, 24, 36);
    }
  }

  @Test
  void outputFirstWeightGivesXTimesItsTransposeWithoutBias() {
    try (FloatTensor weight = FloatTensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2)) {
      Linear linear = Linear.outputFirst(weight);
      assertThat(forward(linear, new float[] {1, 10}, 1, 1)).containsExactly(21, 43, 65);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 12", "1, 13", "3, 1", "3, 12", "2, 40"})
  void weightsOfSeveralPanelsAgreeWithDoublePrecision(int items, int rows) {
    int inputs = 1100;
    int outputs = 1000;
    float[] w = random(inputs * outputs, 1);
    float[] bias = random(outputs, 2);
    float[] x = random(items * rows * inputs, 3);
    try (FloatTensor weight = FloatTensor.of(w, inputs, outputs)) {
      float[] y = forward(Linear.inputFirst(weight, bias), x, items, rows);
      for (int row = 0; row < items * rows; row += 5) {
        for (int o = 0; o < outputs; o += 37) {
          double exact = bias[o];
          for (int i = 0; i < inputs; i++) {
            exact += (double) x[row * inputs + i] * w[i * outputs + o];
          }
          assertThat((double) y[row * outputs + o]).isCloseTo(exact, within(2e-4));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "5", "12", "13", "32"})
  void anItemGetsTheSameBitsAloneAsInABatch(int rows) {
    int inputs = 700;
    int outputs = 900;
    float[] x = random(3 * rows * inputs, 4);
    try (FloatTensor first = FloatTensor.of(random(inputs * outputs, 5), inputs, outputs);
        FloatTensor second = FloatTensor.of(random(inputs * outputs, 6), outputs, inputs)) {
      for (Linear linear :
          new Linear[] {Linear.inputFirst(first, random(outputs, 7)), Linear.outputFirst(second)}) {
        float[] batch = forward(linear, x, 3, rows);
        for (int item = 0; item < 3; item++) {
          int from = item * rows * inputs;
          float[] alone =
              forward(linear, Arrays.copyOfRange(x, from, from + rows * inputs), 1, rows);
          int at = item * rows * outputs;
          assertThat(Arrays.copyOfRange(batch, at, at + rows * outputs)).isEqualTo(alone);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"13, FLOAT32", "640, FLOAT32", "13, INT8", "640, INT8"})
  void theBitsOfManyRowsDoNotDependOnWhetherOthersForbidOpenBlasItsThreads(
      int rows, Precision precision) {
    int inputs = 300;
    float[] x = random(rows * inputs, 8);
    try (FloatTensor weight = FloatTensor.of(random(1100 * inputs, 9), 1100, inputs)) {
      Linear linear = Linear.outputFirst(weight, precision);
      float[] undisturbed = forward(linear, x, 1, rows);
      try (BlasThreads ofAnother = BlasThreads.callerOnly()) {
        assertThat(forward(linear, x, 1, rows)).isEqualTo(undisturbed);
      }
    }
  }
}
