package org.jukebox4j.core.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Int8MatrixTest {
  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Deviation 1 / sqrt(inputs), so that products are about 1. */
  private static float[] likeATrainedRow(int inputs, long seed) {
    float[] row = random(inputs, seed);
    for (int i = 0; i < inputs; i++) {
      row[i] *= (float) (1 / Math.sqrt(inputs));
    }
    return row;
  }

  @Test
  void aRowBecomesMultiplesOfItsLargestMagnitudeOver127() {
    Int8Matrix matrix = new Int8Matrix(5, 6);
    matrix.round(5, new float[] {-254, 2, 3, -1.2f, 0});
    assertThat(matrix.scales()[5]).isEqualTo(2f);
    float[] back = new float[5];
    matrix.expand(5, back, 0);
    assertThat(back).containsExactly(-254, 2, 4, -2, 0);
  }

  @Test
  void noWeightIsFurtherThanHalfAStepFromWhatItWas() {
    int inputs = 37;
    int outputs = 11;
    Int8Matrix matrix = new Int8Matrix(inputs, outputs);
    float[][] rows = new float[outputs][];
    for (int o = 0; o < outputs; o++) {
      rows[o] = random(inputs, o);
      matrix.round(o, rows[o]);
    }
    float[] back = new float[inputs];
    for (int o = 0; o < outputs; o++) {
      matrix.expand(o, back, 0);
      float largest = 0;
      for (float w : rows[o]) {
        largest = Math.max(largest, Math.abs(w));
      }
      assertThat(matrix.scales()[o]).isEqualTo(largest / 127);
      for (int i = 0; i < inputs; i++) {
        assertThat(back[i]).isCloseTo(rows[o][i], within(0.5001f * largest / 127));
      }
    }
  }

  /** A negative weight borrows from the one above it in the word. */
  @Test
  void theFourWeightsOfAWordDoNotDisturbEachOther() {
    float[] values = {-127, -64, -1, 0, 1, 63, 127};
    int mixes = (int) Math.pow(values.length, 4);
    float[][] rows = new float[4][mixes];
    for (int mix = 0; mix < mixes; mix++) {
      int left = mix;
      for (float[] row : rows) {
        row[mix] = values[left % values.length];
        left /= values.length;
      }
    }
    Int8Matrix matrix = new Int8Matrix(mixes, 4);
    for (int output = 0; output < 4; output++) {
      matrix.round(output, rows[output]);
    }
    float[] back = new float[mixes];
    for (int output = 0; output < 4; output++) {
      matrix.expand(output, back, 0);
      assertThat(back).as("output %d", output).isEqualTo(rows[output]);
    }
  }

  @Test
  void aRowOfZerosStaysZero() {
    Int8Matrix matrix = new Int8Matrix(3, 1);
    matrix.round(0, new float[3]);
    float[] back = {1, 1, 1};
    matrix.expand(0, back, 0);
    assertThat(back).containsOnly(0f);
  }

  @Test
  void plainProductsAgreeWithADoubleLoopOverTheRoundedWeights() {
    int inputs = 131;
    int outputs = 10;
    int rows = 3;
    Int8Matrix matrix = new Int8Matrix(inputs, outputs);
    for (int o = 0; o < outputs; o++) {
      matrix.round(o, likeATrainedRow(inputs, o));
    }
    float[] x = random(rows * inputs, 99);
    float[] y = new float[rows * outputs];
    new PlainInt8Products().multiply(matrix, 0, matrix.groups(), x, rows, y);
    float[] w = new float[inputs];
    for (int o = 0; o < outputs; o++) {
      matrix.expand(o, w, 0);
      for (int row = 0; row < rows; row++) {
        double exact = 0;
        for (int i = 0; i < inputs; i++) {
          exact += (double) w[i] * x[row * inputs + i];
        }
        assertThat((double) y[row * outputs + o]).isCloseTo(exact, within(1e-5));
      }
    }
  }

  @Test
  void aPlainlyExpandedGroupHoldsItsOutputsAndZerosWhereTheMatrixEnds() {
    Int8Matrix matrix = new Int8Matrix(2, 6);
    matrix.round(4, new float[] {127, 3});
    matrix.round(5, new float[] {-254, 4});
    float[] group = new float[8];
    Arrays.fill(group, 1f);
    new PlainInt8Products().expand(matrix, 1, group);
    assertThat(group).containsExactly(127, 3, -254, 4, 0, 0, 0, 0);
  }
}
