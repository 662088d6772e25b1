package org.jukebox4j.core.kernel;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Adds up what the pieces of a product gave, in their order, row by row. One object is told anew
 * what to add for every product, so that none allocates.
 */
final class PartialSums implements WorkerThreads.Piece {
  private @Nullable FloatTensor partial;
  private float[] y = new float[0];
  private float[] more = new float[0];
  private int pieces;
  private int rows;
  private int width;

  /** Takes {@code [pieces, rows, width]} and says that the sums go to {@code into}. */
  void take(FloatTensor from, int pieceCount, int rowCount, float[] into) {
    partial = from;
    pieces = pieceCount;
    rows = rowCount;
    y = into;
  }

  void lend(float[] room, int rowWidth) {
    more = room;
    width = rowWidth;
  }

  @Override
  public void run(int row) {
    FloatTensor from = partial;
    if (from == null) {
      return;
    }
    int at = row * width;
    from.read(at, y, at, width);
    for (int piece = 1; piece < pieces; piece++) {
      from.read(piece * rows * width + at, more, at, width);
      add(more, y, at, width);
    }
  }

  private static void add(float[] more, float[] y, int at, int width) {
    for (int i = at; i < at + width; i++) {
      y[i] += more[i];
    }
  }
}
