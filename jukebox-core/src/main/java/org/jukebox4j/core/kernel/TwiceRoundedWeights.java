package org.jukebox4j.core.kernel;

import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.vector.Int8Matrix;

/**
 * A matrix rounded to 8 bits, and what the rounding left rounded to 8 bits again: two bytes a
 * weight, with an error 254 times smaller than of one. For the output matrix of a prior, which
 * decides between codes that are nearly as likely: of the positions where rounding makes another
 * code the likeliest it caused a quarter to a half, as measured, and no other kind of matrix as
 * many, while it is a small part of the weights.
 */
final class TwiceRoundedWeights implements DenseWeights {
  private final int outputs;

  /** The rounded matrix, then as many outputs of what was left. */
  private final Int8Weights both;

  private TwiceRoundedWeights(int outputs, Int8Weights both) {
    this.outputs = outputs;
    this.both = both;
  }

  /** Rounds a matrix {@code [outputs, inputs]}. */
  static TwiceRoundedWeights outputFirst(FloatTensor weight) {
    int outputs = weight.dimension(0);
    int inputs = weight.dimension(1);
    Int8Matrix matrix = new Int8Matrix(inputs, Math.multiplyExact(2, outputs));
    float[] row = new float[inputs];
    float[] rounded = new float[inputs];
    for (int output = 0; output < outputs; output++) {
      weight.read(output * inputs, row, 0, inputs);
      matrix.round(output, row);
      matrix.expand(output, rounded, 0);
      for (int i = 0; i < inputs; i++) {
        row[i] -= rounded[i];
      }
      matrix.round(outputs + output, row);
    }
    return new TwiceRoundedWeights(outputs, new Int8Weights(matrix));
  }

  @Override
  public int inputs() {
    return both.inputs();
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void multiply(float[] x, int items, int rows, float[] y, NativeScratch scratch) {
    int all = items * rows;
    float[] halves = scratch.floats(all * 2 * outputs); // [items * rows, 2 * outputs]
    both.multiply(x, items, rows, halves, scratch);
    for (int row = 0; row < all; row++) {
      int from = row * 2 * outputs;
      for (int output = 0; output < outputs; output++) {
        y[row * outputs + output] = halves[from + output] + halves[from + outputs + output];
      }
    }
  }
}
