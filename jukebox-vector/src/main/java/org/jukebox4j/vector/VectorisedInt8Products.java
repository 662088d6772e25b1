package org.jukebox4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jukebox4j.core.vector.Int8Matrix;
import org.jukebox4j.core.vector.Int8Products;

/**
 * Products with 8-bit weights: an integer of each lane is shifted apart into four weights, which
 * are converted to float32 and multiplied. Two rows share the conversion.
 */
public final class VectorisedInt8Products implements Int8Products {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTEGERS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());

  /** Shifts that leave the first, second, third and fourth byte. */
  private static final int FIRST = 24;

  private static final int SECOND = 16;
  private static final int THIRD = 8;

  @Override
  public void multiply(Int8Matrix weights, int group, float[] x, int rows, float[] y) {
    int row = 0;
    for (; row + 2 <= rows; row += 2) {
      multiplyPair(weights, group, x, row, y);
    }
    if (row < rows) {
      multiplyOne(weights, group, x, row, y);
    }
    if (FLOATS.loopBound(weights.inputs()) < weights.inputs()) {
      for (row = 0; row < rows; row++) {
        addRest(weights, group, x, row, y);
      }
    }
  }

  private static FloatVector weights(IntVector words, int shift) {
    return (FloatVector)
        words
            .lanewise(VectorOperators.LSHL, shift)
            .lanewise(VectorOperators.ASHR, FIRST)
            .convertShape(VectorOperators.I2F, FLOATS, 0);
  }

  private static FloatVector lastWeights(IntVector words) {
    return (FloatVector)
        words.lanewise(VectorOperators.ASHR, FIRST).convertShape(VectorOperators.I2F, FLOATS, 0);
  }

  private static void multiplyOne(Int8Matrix matrix, int group, float[] x, int row, float[] y) {
    int[] words = matrix.words();
    int inputs = matrix.inputs();
    int at = group * inputs;
    int from = row * inputs;
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int bound = FLOATS.loopBound(inputs);
    for (int i = 0; i < bound; i += FLOATS.length()) {
      IntVector word = IntVector.fromArray(INTEGERS, words, at + i);
      FloatVector in = FloatVector.fromArray(FLOATS, x, from + i);
      s0 = weights(word, FIRST).fma(in, s0);
      s1 = weights(word, SECOND).fma(in, s1);
      s2 = weights(word, THIRD).fma(in, s2);
      s3 = lastWeights(word).fma(in, s3);
    }
    int output = group * Int8Matrix.GROUP;
    store(matrix, output, s0, y, row);
    store(matrix, output + 1, s1, y, row);
    store(matrix, output + 2, s2, y, row);
    store(matrix, output + 3, s3, y, row);
  }

  private static void multiplyPair(Int8Matrix matrix, int group, float[] x, int row, float[] y) {
    int[] words = matrix.words();
    int inputs = matrix.inputs();
    int at = group * inputs;
    int from = row * inputs;
    int next = from + inputs;
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector t0 = s0;
    FloatVector t1 = s0;
    FloatVector t2 = s0;
    FloatVector t3 = s0;
    int bound = FLOATS.loopBound(inputs);
    for (int i = 0; i < bound; i += FLOATS.length()) {
      IntVector word = IntVector.fromArray(INTEGERS, words, at + i);
      FloatVector in = FloatVector.fromArray(FLOATS, x, from + i);
      FloatVector also = FloatVector.fromArray(FLOATS, x, next + i);
      FloatVector w = weights(word, FIRST);
      s0 = w.fma(in, s0);
      t0 = w.fma(also, t0);
      w = weights(word, SECOND);
      s1 = w.fma(in, s1);
      t1 = w.fma(also, t1);
      w = weights(word, THIRD);
      s2 = w.fma(in, s2);
      t2 = w.fma(also, t2);
      w = lastWeights(word);
      s3 = w.fma(in, s3);
      t3 = w.fma(also, t3);
    }
    int output = group * Int8Matrix.GROUP;
    store(matrix, output, s0, y, row);
    store(matrix, output + 1, s1, y, row);
    store(matrix, output + 2, s2, y, row);
    store(matrix, output + 3, s3, y, row);
    store(matrix, output, t0, y, row + 1);
    store(matrix, output + 1, t1, y, row + 1);
    store(matrix, output + 2, t2, y, row + 1);
    store(matrix, output + 3, t3, y, row + 1);
  }

  private static void store(Int8Matrix matrix, int output, FloatVector sum, float[] y, int row) {
    if (output < matrix.outputs()) {
      y[row * matrix.outputs() + output] =
          matrix.scales()[output] * sum.reduceLanes(VectorOperators.ADD);
    }
  }

  /** Adds the inputs that fill no vector. */
  private static void addRest(Int8Matrix matrix, int group, float[] x, int row, float[] y) {
    int inputs = matrix.inputs();
    int at = group * inputs;
    int from = row * inputs;
    int last = Math.min(matrix.outputs(), (group + 1) * Int8Matrix.GROUP);
    for (int output = group * Int8Matrix.GROUP; output < last; output++) {
      int shift = output % Int8Matrix.GROUP * Byte.SIZE;
      float sum = 0;
      for (int i = FLOATS.loopBound(inputs); i < inputs; i++) {
        sum += (byte) (matrix.words()[at + i] >> shift) * x[from + i];
      }
      y[row * matrix.outputs() + output] += matrix.scales()[output] * sum;
    }
  }
}
