package org.jukebox4j.core.sequence;

import org.jukebox4j.core.vector.TapSums;

/**
 * The gradients of one weight and one bias while they are summed up: one partial sum for each piece
 * of the rows, added together in the order of the pieces at the end.
 */
final class WeightSums {
  private final TapMatrix matrix;
  private final TapSums[] weights;
  private final ColumnSums[] bias;

  /**
   * Prepares the sums.
   *
   * @param matrix whose gradient this is
   * @param biasWidth elements of the bias
   * @param pieces how many pieces there are
   */
  WeightSums(TapMatrix matrix, int biasWidth, int pieces) {
    this.matrix = matrix;
    this.weights = new TapSums[pieces];
    this.bias = new ColumnSums[pieces];
    for (int i = 0; i < pieces; i++) {
      weights[i] = matrix.newSums();
      bias[i] = matrix.newColumnSums(biasWidth);
    }
  }

  /** The partial sum of a piece. */
  TapSums of(int piece) {
    return weights[piece];
  }

  /** The partial sum of a piece's bias. */
  ColumnSums bias(int piece) {
    return bias[piece];
  }

  /** Adds the partial sums up and brings them, times a factor, into the layout of checkpoints. */
  void finish(float[] weightGradient, float[] biasGradient, float factor) {
    float[] total = new float[matrix.size()];
    for (int piece = 0; piece < bias.length; piece++) {
      float[] part = weights[piece].values();
      for (int i = 0; i < total.length; i++) {
        total[i] += part[i];
      }
      bias[piece].addTo(biasGradient, factor);
    }
    matrix.unpack(total, weightGradient, factor);
  }
}
