package org.jukebox4j.core.sequence;

import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The gradients of one weight and one bias while they are summed up: one partial sum for each piece
 * of the rows, added together in the order of the pieces at the end.
 */
final class WeightSums {
  private final TapMatrix matrix;
  private final FloatTensor memory;
  private final int size;
  private final ColumnSums[] bias;

  /**
   * Prepares the sums.
   *
   * @param matrix whose gradient this is
   * @param size elements of the matrix
   * @param biasWidth elements of the bias
   * @param pieces how many pieces there are
   * @param memory where the partial sums go
   */
  WeightSums(TapMatrix matrix, int size, int biasWidth, int pieces, SequenceMemory memory) {
    this.matrix = matrix;
    this.size = size;
    this.memory = memory.partialSums(Math.multiplyExact(pieces, size));
    this.bias = new ColumnSums[pieces];
    for (int i = 0; i < pieces; i++) {
      bias[i] = new ColumnSums(biasWidth);
    }
  }

  /** The partial sum of a piece. */
  Products.Sum of(int piece, boolean starts) {
    return new Products.Sum(memory, (long) piece * size, starts);
  }

  /** The partial sum of a piece's bias. */
  ColumnSums bias(int piece) {
    return bias[piece];
  }

  /** Adds the partial sums up and brings them into the layout of checkpoints. */
  void finish(float[] weightGradient, float[] biasGradient, float biasFactor) {
    float[] total = new float[size];
    float[] part = new float[size];
    for (int piece = 0; piece < bias.length; piece++) {
      memory.read(piece * size, part, 0, size);
      for (int i = 0; i < size; i++) {
        total[i] += part[i];
      }
      bias[piece].addTo(biasGradient, biasFactor);
    }
    matrix.unpack(total, weightGradient);
  }
}
