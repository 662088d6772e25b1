package org.jukebox4j.prior.kernel;

import org.jukebox4j.core.kernel.BlasThreads;
import org.jukebox4j.core.kernel.WorkerThreads;

/**
 * The rows of a batch cut into tiles that are worked on at the same time.
 *
 * @param rows number of rows, all items together
 */
record RowTiles(int rows) {
  /** Rows of a tile: a few hundred kilobytes of activations, which stay in a core's own cache. */
  static final int TILE = 256;

  /** Work on some rows. */
  @FunctionalInterface
  interface Work {
    /**
     * Does the work.
     *
     * @param tile which rows
     * @param memory scratch memory of the calling thread
     */
    void run(Tile tile, TileMemory memory);
  }

  /**
   * Some rows.
   *
   * @param number number of the tile
   * @param first first row
   * @param count how many rows
   */
  record Tile(int number, int first, int count) {}

  int count() {
    return (rows + TILE - 1) / TILE;
  }

  void forEach(KernelMemory memory, Work work) {
    pieces(
        memory,
        count(),
        (number, scratch) -> {
          int first = number * TILE;
          work.run(new Tile(number, first, Math.min(TILE, rows - first)), scratch);
        });
  }

  /** One of many independent pieces of work. */
  @FunctionalInterface
  interface Piece {
    void run(int number, TileMemory memory);
  }

  static void pieces(KernelMemory memory, int count, Piece piece) {
    if (count == 0) {
      return;
    }
    try (BlasThreads callerOnly = BlasThreads.callerOnly()) {
      WorkerThreads.forEach(
          count,
          number -> {
            TileMemory scratch = memory.borrow();
            piece.run(number, scratch);
            memory.giveBack(scratch);
          });
    }
  }
}
