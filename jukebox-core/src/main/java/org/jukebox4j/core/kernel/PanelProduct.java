package org.jukebox4j.core.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A product of a few rows with a {@link FloatWeights} matrix, in pieces. One object is told anew
 * what to multiply for every product, so that none allocates; each piece has pointers of its own.
 */
final class PanelProduct implements WorkerThreads.Piece {
  private @Nullable FloatWeights weights;
  private int rows;
  private final FloatPointer[] x = new FloatPointer[FloatWeights.MOST_PIECES];
  private final FloatPointer[] y = new FloatPointer[FloatWeights.MOST_PIECES];

  void multiply(FloatWeights matrix, int rowCount) {
    weights = matrix;
    rows = rowCount;
  }

  void readFrom(FloatTensor in) {
    Arrays.setAll(x, piece -> new FloatPointer(in.pointer()));
  }

  void writeTo(FloatTensor out) {
    Arrays.setAll(y, piece -> new FloatPointer(out.pointer()));
  }

  @Override
  public void run(int piece) {
    FloatWeights matrix = weights;
    if (matrix != null) {
      matrix.multiplyPiece(piece, rows, x[piece], y[piece]);
    }
  }
}
