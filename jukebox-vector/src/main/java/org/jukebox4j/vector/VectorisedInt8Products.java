package org.jukebox4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jukebox4j.core.vector.Int8Matrix;
import org.jukebox4j.core.vector.Int8Products;

/**
 * Products with 8-bit weights. The word of each lane is shifted to the left by 3, 2, 1 and 0 bytes
 * and converted to float32; what is multiplied is then one weight and, as its fraction, those below
 * it:
 *
 * <pre>
 * word << 24 = 2^24  q[0]
 * word << 16 = 2^24 (q[1] + q[0] / 2^8)
 * word << 8  = 2^24 (q[2] + q[1] / 2^8 + q[0] / 2^16)
 * word       = 2^24 (q[3] + q[2] / 2^8 + q[1] / 2^16 + q[0] / 2^24)
 * </pre>
 *
 * <p>The sums over all inputs are made up in the same way, so a 256th of the sum above a line,
 * taken from that line's, leaves the sum of one weight. Thirteen instructions do what takes
 * seventeen if each weight is cut out before; the rounding of the fractions is far below that of
 * float32 sums. Two rows share the conversion; of one row alone, two groups are read at a time.
 */
public final class VectorisedInt8Products implements Int8Products {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTEGERS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());

  /** Shifts that make the first, second and third weight of a word its highest byte. */
  private static final int FIRST = 24;

  private static final int SECOND = 16;
  private static final int THIRD = 8;

  /** What a word with nothing but a weight in its highest byte is to be multiplied by. */
  private static final float HIGHEST = 0x1p-24f;

  /** A weight counts so much in the word of the one above. */
  private static final float BELOW = 0x1p-8f;

  /**
   * Inputs that a pair of rows advances by: the lanes of a vector, in a field that the compiler
   * does not take for a constant. A loop with a constant step it would unroll, for which there are
   * not enough registers: the sums would go through memory.
   */
  private final int step = FLOATS.length();

  @Override
  public void multiply(Int8Matrix weights, int from, int to, float[] x, int rows, float[] y) {
    int half = rows == 1 ? (to - from) / 2 : 0;
    for (int i = 0; i < half; i++) {
      multiplyTwo(weights, from + i, from + half + i, x, y);
    }
    for (int group = from + 2 * half; group < to; group++) {
      multiply(weights, group, x, rows, y);
    }
    int bound = FLOATS.loopBound(weights.inputs());
    if (bound < weights.inputs()) {
      for (int group = from; group < to; group++) {
        for (int row = 0; row < rows; row++) {
          addRest(weights, group, x, row, y);
        }
      }
    }
  }

  private void multiply(Int8Matrix weights, int group, float[] x, int rows, float[] y) {
    boolean whole = (group + 1) * Int8Matrix.GROUP <= weights.outputs();
    int pairs = whole ? rows - rows % 2 : 0;
    for (int row = 0; row < pairs; row += 2) {
      sumPair(weights, group, x, row, y);
    }
    for (int row = 0; row < pairs; row++) {
      int to = row * weights.outputs() + group * Int8Matrix.GROUP;
      separate(weights, group, row, y[to], y[to + 1], y[to + 2], y[to + 3], y);
    }
    for (int row = pairs; row < rows; row++) {
      multiplyOne(weights, group, x, row, y);
    }
  }

  /**
   * One row with two groups, the one far behind the other: memory answers two streams faster than
   * one.
   */
  private void multiplyTwo(Int8Matrix matrix, int group, int other, float[] x, float[] y) {
    int[] words = matrix.words();
    int inputs = matrix.inputs();
    int at = group * inputs;
    int far = other * inputs;
    int bound = FLOATS.loopBound(inputs);
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
      FloatVector in = FloatVector.fromArray(FLOATS, x, i);
      IntVector word = IntVector.fromArray(INTEGERS, words, at + i);
      s0 = shifted(word, FIRST).fma(in, s0);
      s1 = shifted(word, SECOND).fma(in, s1);
      s2 = shifted(word, THIRD).fma(in, s2);
      s3 = floats(word).fma(in, s3);
      word = IntVector.fromArray(INTEGERS, words, far + i);
      t0 = shifted(word, FIRST).fma(in, t0);
      t1 = shifted(word, SECOND).fma(in, t1);
      t2 = shifted(word, THIRD).fma(in, t2);
      t3 = floats(word).fma(in, t3);
    }
    float first = s0.reduceLanes(VectorOperators.ADD);
    float second = s1.reduceLanes(VectorOperators.ADD);
    float third = s2.reduceLanes(VectorOperators.ADD);
    float fourth = s3.reduceLanes(VectorOperators.ADD);
    separate(matrix, group, 0, first, second, third, fourth, y);
    first = t0.reduceLanes(VectorOperators.ADD);
    second = t1.reduceLanes(VectorOperators.ADD);
    third = t2.reduceLanes(VectorOperators.ADD);
    fourth = t3.reduceLanes(VectorOperators.ADD);
    separate(matrix, other, 0, first, second, third, fourth, y);
  }

  private static FloatVector shifted(IntVector words, int shift) {
    return floats(words.lanewise(VectorOperators.LSHL, shift));
  }

  private static FloatVector floats(IntVector words) {
    return (FloatVector) words.convertShape(VectorOperators.I2F, FLOATS, 0);
  }

  /** One weight of each word, exactly. */
  private static FloatVector cut(IntVector words, int shift) {
    return floats(
        words.lanewise(VectorOperators.LSHL, shift).lanewise(VectorOperators.ASHR, FIRST));
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
      s0 = shifted(word, FIRST).fma(in, s0);
      s1 = shifted(word, SECOND).fma(in, s1);
      s2 = shifted(word, THIRD).fma(in, s2);
      s3 = floats(word).fma(in, s3);
    }
    float first = s0.reduceLanes(VectorOperators.ADD);
    float second = s1.reduceLanes(VectorOperators.ADD);
    float third = s2.reduceLanes(VectorOperators.ADD);
    float fourth = s3.reduceLanes(VectorOperators.ADD);
    separate(matrix, group, row, first, second, third, fourth, y);
  }

  /** Takes the sums of words apart into those of weights, and scales them. */
  private static void separate(
      Int8Matrix matrix,
      int group,
      int row,
      float first,
      float second,
      float third,
      float fourth,
      float[] y) {
    int output = group * Int8Matrix.GROUP;
    put(matrix, output, first, y, row);
    put(matrix, output + 1, second - BELOW * first, y, row);
    put(matrix, output + 2, third - BELOW * second, y, row);
    put(matrix, output + 3, fourth - BELOW * third, y, row);
  }

  private static void put(Int8Matrix matrix, int output, float sum, float[] y, int row) {
    if (output < matrix.outputs()) {
      y[row * matrix.outputs() + output] = matrix.scales()[output] * (HIGHEST * sum);
    }
  }

  /**
   * The sums of words of two rows, without the scales: with nothing else to keep in mind, the
   * compiler has registers for all eight.
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
      FloatVector w = shifted(word, FIRST);
      s0 = w.fma(in, s0);
      t0 = w.fma(also, t0);
      w = shifted(word, SECOND);
      s1 = w.fma(in, s1);
      t1 = w.fma(also, t1);
      w = shifted(word, THIRD);
      s2 = w.fma(in, s2);
      t2 = w.fma(also, t2);
      w = floats(word);
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

  /** Adds the inputs that fill no vector. */
  private static void addRest(Int8Matrix matrix, int group, float[] x, int row, float[] y) {
    int inputs = matrix.inputs();
    int at = group * inputs;
    int from = row * inputs;
    int last = Math.min(matrix.outputs(), (group + 1) * Int8Matrix.GROUP);
    for (int output = group * Int8Matrix.GROUP; output < last; output++) {
      int place = output % Int8Matrix.GROUP;
      float sum = 0;
      for (int i = FLOATS.loopBound(inputs); i < inputs; i++) {
        sum += Int8Matrix.weight(matrix.words()[at + i], place) * x[from + i];
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
      cut(word, FIRST).mul(first).intoArray(into, i);
      cut(word.add(Int8Matrix.borrowed(1)), SECOND).mul(second).intoArray(into, inputs + i);
      cut(word.add(Int8Matrix.borrowed(2)), THIRD).mul(third).intoArray(into, 2 * inputs + i);
      floats(word.add(Int8Matrix.borrowed(3)).lanewise(VectorOperators.ASHR, FIRST))
          .mul(fourth)
          .intoArray(into, 3 * inputs + i);
    }
    for (int i = bound; i < inputs; i++) {
      for (int o = 0; o < Int8Matrix.GROUP; o++) {
        into[o * inputs + i] = scales[output + o] * Int8Matrix.weight(words[at + i], o);
      }
    }
  }
}
