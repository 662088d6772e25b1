package org.jukebox4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.jukebox4j.core.vector.Int8Matrix;
import org.jukebox4j.core.vector.Int8Products;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VectorisedInt8ProductsTest {
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

  private static Int8Matrix matrix(int inputs, int outputs) {
    Int8Matrix matrix = new Int8Matrix(inputs, outputs);
    for (int o = 0; o < outputs; o++) {
      matrix.round(o, likeATrainedRow(inputs, o));
    }
    return matrix;
  }

  private static float[] multiply(Int8Matrix matrix, float[] x, int rows) {
    float[] y = new float[rows * matrix.outputs()];
    new VectorisedInt8Products().multiply(matrix, 0, matrix.groups(), x, rows, y);
    return y;
  }

  @Test
  void isTheFormThatIsChosenHere() {
    assertThat(Int8Products.fastest()).isInstanceOf(VectorisedInt8Products.class);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "7, 5, 2", "8, 4, 1", "16, 3, 3", "131, 10, 4", "256, 130, 5"})
  void agreesWithADoubleLoopOverTheRoundedWeights(int inputs, int outputs, int rows) {
    Int8Matrix matrix = matrix(inputs, outputs);
    float[] x = random(rows * inputs, 99);
    float[] y = multiply(matrix, x, rows);
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

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 5", "8, 4", "131, 10", "256, 7"})
  void anExpandedGroupHasTheBitsOfTheMatrixAndZerosWhereItEnds(int inputs, int outputs) {
    Int8Matrix matrix = matrix(inputs, outputs);
    float[] group = new float[Int8Matrix.GROUP * inputs];
    float[] row = new float[inputs];
    for (int o = 0; o < matrix.groups() * Int8Matrix.GROUP; o++) {
      if (o % Int8Matrix.GROUP == 0) {
        Arrays.fill(group, 1f);
        new VectorisedInt8Products().expand(matrix, o / Int8Matrix.GROUP, group);
      }
      if (o < outputs) {
        matrix.expand(o, row, 0);
      } else {
        Arrays.fill(row, 0f);
      }
      int from = o % Int8Matrix.GROUP * inputs;
      assertThat(Arrays.copyOfRange(group, from, from + inputs)).isEqualTo(row);
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 4", "131, 22", "256, 28"})
  void aGroupHasTheSameBitsAloneAndBesideOthers(int inputs, int outputs) {
    Int8Matrix matrix = matrix(inputs, outputs);
    float[] x = random(inputs, 99);
    float[] alone = new float[outputs];
    for (int group = 0; group < matrix.groups(); group++) {
      new VectorisedInt8Products().multiply(matrix, group, group + 1, x, 1, alone);
    }
    assertThat(multiply(matrix, x, 1)).isEqualTo(alone);
  }

  /** Repeated until the compiler has replaced the interpreted loops. */
  @Test
  void aRowHasTheSameBitsAloneAndInABatchAndAlsoOnceCompiled() {
    int inputs = 203;
    int outputs = 18;
    Int8Matrix matrix = matrix(inputs, outputs);
    float[] x = random(5 * inputs, 4);
    float[] first = multiply(matrix, x, 5);
    for (int repeat = 0; repeat < 3000; repeat++) {
      int row = repeat % 5;
      float[] alone = multiply(matrix, Arrays.copyOfRange(x, row * inputs, (row + 1) * inputs), 1);
      assertThat(alone).isEqualTo(Arrays.copyOfRange(first, row * outputs, (row + 1) * outputs));
      assertThat(multiply(matrix, x, 5)).isEqualTo(first);
    }
  }
}
