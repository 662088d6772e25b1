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

final class Int8WeightsTest {
  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] multiply(DenseWeights weights, float[] x, int items, int rows) {
    float[] y = new float[items * rows * weights.outputs()];
    try (StepThreads threads = StepThreads.start(2);
        NativeScratch scratch = new NativeScratch(threads)) {
      weights.multiply(x, items, rows, y, scratch);
    }
    return y;
  }

  @Test
  void wholeNumbersWithLargestMagnitude127AreKeptWhicheverWayTheyAreStored() {
    float[] inputFirst = {127, -127, 127, 1, 2, 3}; // [2, 3]
    float[] outputFirst = {127, 1, -127, 2, 127, 3}; // [3, 2]
    float[] x = {1, 10};
    try (FloatTensor a = FloatTensor.of(inputFirst, 2, 3);
        FloatTensor b = FloatTensor.of(outputFirst, 3, 2)) {
      assertThat(multiply(Int8Weights.inputFirst(a), x, 1, 1)).containsExactly(137, -107, 157);
      assertThat(multiply(TwiceRoundedWeights.outputFirst(b), x, 1, 1))
          .containsExactly(137, -107, 157);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 2", "2, 13", "1, 40"})
  void manyAndFewRowsMultiplyTheSameRoundedWeights(int items, int rows) {
    int inputs = 517;
    int outputs = 301;
    float[] w = random(inputs * outputs, 1);
    float[] x = random(items * rows * inputs, 2);
    float[] largest = new float[outputs];
    for (int i = 0; i < w.length; i++) {
      largest[i % outputs] = Math.max(largest[i % outputs], Math.abs(w[i]));
    }
    try (FloatTensor weight = FloatTensor.of(w, inputs, outputs)) {
      float[] y = multiply(Int8Weights.inputFirst(weight), x, items, rows);
      for (int row = 0; row < items * rows; row++) {
        for (int o = 0; o < outputs; o += 7) {
          double exact = 0;
          for (int i = 0; i < inputs; i++) {
            long rounded = Math.round(w[i * outputs + o] * 127.0 / largest[o]);
            exact += rounded * (largest[o] / 127.0) * x[row * inputs + i];
          }
          assertThat((double) y[row * outputs + o]).isCloseTo(exact, within(1e-4));
        }
      }
    }
  }

  @Test
  void manyRowsAgreeWithFewAlsoWhereSeveralPanelsAreExpanded() {
    int inputs = 2051;
    int outputs = 1030;
    int rows = 13;
    float[] x = random(rows * inputs, 6);
    try (FloatTensor weight = FloatTensor.of(random(inputs * outputs, 7), inputs, outputs)) {
      Int8Weights weights = Int8Weights.inputFirst(weight);
      float[] many = multiply(weights, x, 1, rows);
      float[] few = multiply(weights, Arrays.copyOf(x, 3 * inputs), 1, 3);
      for (int i = 0; i < few.length; i++) {
        assertThat(many[i]).isCloseTo(few[i], within(5e-4f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "12", "13"})
  void anItemGetsTheSameBitsAloneAsInABatch(int rows) {
    int inputs = 400;
    int outputs = 350;
    float[] x = random(3 * rows * inputs, 4);
    try (FloatTensor weight = FloatTensor.of(random(inputs * outputs, 5), outputs, inputs)) {
      TwiceRoundedWeights weights = TwiceRoundedWeights.outputFirst(weight);
      float[] batch = multiply(weights, x, 3, rows);
      for (int item = 0; item < 3; item++) {
        int from = item * rows * inputs;
        float[] alone =
            multiply(weights, Arrays.copyOfRange(x, from, from + rows * inputs), 1, rows);
        int at = item * rows * outputs;
        assertThat(Arrays.copyOfRange(batch, at, at + rows * outputs)).isEqualTo(alone);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 2", "2, 13"})
  void whatRoundingLeavesIsRoundedAgain(int items, int rows) {
    int inputs = 517;
    int outputs = 301;
    float[] w = random(outputs * inputs, 8);
    float[] x = random(items * rows * inputs, 9);
    try (FloatTensor weight = FloatTensor.of(w, outputs, inputs)) {
      float[] y = multiply(TwiceRoundedWeights.outputFirst(weight), x, items, rows);
      assertThat(y).hasSize(items * rows * outputs);
      for (int row = 0; row < items * rows; row++) {
        for (int o = 0; o < outputs; o++) {
          double exact = 0;
          double largest = 0;
          double sum = 0;
          for (int i = 0; i < inputs; i++) {
            exact += (double) w[o * inputs + i] * x[row * inputs + i];
            largest = Math.max(largest, Math.abs(w[o * inputs + i]));
            sum += Math.abs(x[row * inputs + i]);
          }
          // A weight is off by half a step of the second rounding, products by those of float32.
          double step = largest / 127 / 2 / 127;
          assertThat((double) y[row * outputs + o]).isCloseTo(exact, within(sum * step / 2 + 5e-5));
        }
      }
    }
  }

  @Test
  void aLayerKeepsItsRoundedWeightsWhenTheFloat32OnesAreGone() {
    FloatTensor weight = FloatTensor.of(new float[] {127, 5}, 1, 2);
    Linear layer = Linear.outputFirst(weight, Precision.INT8);
    weight.close();
    float[] y = new float[1];
    try (NativeScratch scratch = new NativeScratch()) {
      layer.forward(new float[] {1, 2}, 1, 1, y, scratch);
    }
    assertThat(y).containsExactly(137);
  }
}
