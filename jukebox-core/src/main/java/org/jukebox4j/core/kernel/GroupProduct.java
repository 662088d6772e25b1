package org.jukebox4j.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A product of a few rows with an {@link Int8Weights} matrix, in pieces. One object is told anew
 * what to multiply for every product, so that none allocates.
 */
final class GroupProduct implements WorkerThreads.Piece {
  private @Nullable Int8Weights weights;
  private float[] x = new float[0];
  private int rows;
  private float[] y = new float[0];

  void multiply(Int8Weights matrix, float[] from, int rowCount, float[] into) {
    weights = matrix;
    x = from;
    rows = rowCount;
    y = into;
  }

  @Override
  public void run(int piece) {
    Int8Weights matrix = weights;
    if (matrix != null) {
      matrix.multiplyPiece(piece, x, rows, y);
    }
  }
}
