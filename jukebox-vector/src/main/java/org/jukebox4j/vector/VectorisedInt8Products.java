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

  /**
   * Inputs that a pair of rows advances by: the lanes of a vector, in a field that the compiler
   * does not take for a constant. A loop with a constant step it would unroll, for which there are
   * not enough registers: the sums would go through memory.
   */
  private final int step = FLOATS.length();

  @Override
  public void multiply(Int8Matrix weights, int group, float[] x, int rows, float[] y) {
    boolean whole = (group + 1) * Int8Matrix.GROUP <= weights.outputs();
    int pairs = whole ? rows - rows % 2 : 0;
    for (int row = 0; row < pairs; row += 2) {
      sumPair(weights, group, x, row, y);
    }
    scale(weights, group, y, pairs);
    for (int row = pairs; row < rows; row++) {
      multiplyOne(weights, group, x, row, y);
    }
    if (FLOATS.loopBound(weights.inputs()) < weights.inputs()) {
      for (int row = 0; row < rows; row++) {
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

  /**
   * The sums of two rows, without the scales: with nothing else to keep in mind, the compiler has
   * registers for all eight.
   */
  private void sumPair(Int8Matrix matrix, int group, float[] x, int row, float[] y) {
    int[] words = matrix.words();
    int inputs = matrix.inputs();
    int bound = FLOATS.loopBound(inputs);
    int at = group * inputs;
    int from = row * inputs;
    int next = from + inputs;
    int to = row * matrix.outputs() + group * Int8Matrix.GROUP;
    int below = to + matrix.outputs();
    int lanes = step;
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector t0 = s0;
    FloatVector t1 = s0;
    FloatVector t2 = s0;
    FloatVector t3 = s0;
    for (int i = 0; i < bound; i += lanes) {
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
    y[to] = s0.reduceLanes(VectorOperators.ADD);
    y[to + 1] = s1.reduceLanes(VectorOperators.ADD);
    y[to + 2] = s2.reduceLanes(VectorOperators.ADD);
    y[to + 3] = s3.reduceLanes(VectorOperators.ADD);
    y[below] = t0.reduceLanes(VectorOperators.ADD);
    y[below + 1] = t1.reduceLanes(VectorOperators.ADD);
    y[below + 2] = t2.reduceLanes(VectorOperators.ADD);
    y[below + 3] = t3.reduceLanes(VectorOperators.ADD);
  }

  private static void scale(Int8Matrix matrix, int group, float[] y, int rows) {
    float[] scales = matrix.scales();
    int output = group * Int8Matrix.GROUP;
    for (int row = 0; row < rows; row++) {
      int to = row * matrix.outputs() + output;
      for (int i = 0; i < Int8Matrix.GROUP; i++) {
        y[to + i] *= scales[output + i];
      }
    }
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

  @Override
  public void expand(Int8Matrix matrix, int group, float[] into) {
    int[] words = matrix.words();
    float[] scales = matrix.scales();
    int inputs = matrix.inputs();
    int at = group * inputs;
    int output = group * Int8Matrix.GROUP;
    int bound = FLOATS.loopBound(inputs);
    // Made before the loop: as far as the compiler knows, the loop may write into the scales.
    FloatVector first = FloatVector.broadcast(FLOATS, scales[output]);
    FloatVector second = FloatVector.broadcast(FLOATS, scales[output + 1]);
    FloatVector third = FloatVector.broadcast(FLOATS, scales[output + 2]);
    FloatVector fourth = FloatVector.broadcast(FLOATS, scales[output + 3]);
    for (int i = 0; i < bound; i += FLOATS.length()) {
      IntVector word = IntVector.fromArray(INTEGERS, words, at + i);
      weights(word, FIRST).mul(first).intoArray(into, i);
      weights(word, SECOND).mul(second).intoArray(into, inputs + i);
      weights(word, THIRD).mul(third).intoArray(into, 2 * inputs + i);
      lastWeights(word).mul(fourth).intoArray(into, 3 * inputs + i);
    }
    for (int i = bound; i < inputs; i++) {
      for (int o = 0; o < Int8Matrix.GROUP; o++) {
        into[o * inputs + i] = scales[output + o] * (byte) (words[at + i] >> (o * Byte.SIZE));
      }
    }
  }
}
