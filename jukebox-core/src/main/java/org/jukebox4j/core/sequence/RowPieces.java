package org.jukebox4j.core.sequence;

import org.jukebox4j.core.kernel.BlasThreads;
import org.jukebox4j.core.kernel.WorkerThreads;

/**
 * Rows of a batch cut into pieces that are worked on at the same time, and pieces into tiles. The
 * cuts depend on the lengths alone, and what is summed over pieces is summed in their order, so the
 * result does not depend on the number of processors.
 *
 * @param items items of the batch
 * @param rows rows of each item
 * @param perItem pieces of each item
 */
record RowPieces(int items, int rows, int perItem) {
  /**
   * Rows of a tile: its operands stay in a core's own cache up to a width of about 128. A multiple
   * of the rows that products take at a time.
   */
  static final int TILE = 480;

  private static final int MOST_PER_ITEM = 8;
  private static final int LEAST_PER_ITEM = 2;

  /** Elements of all partial sums of one item together, beyond which there are fewer pieces. */
  private static final int MOST_PARTIAL_SUMS = 1 << 22;

  /** Some rows of one item. */
  @FunctionalInterface
  interface TileWork {
    /**
     * Does the work.
     *
     * @param piece number of the piece, from 0 over all items
     * @param item number of the item
     * @param first first row of the tile
     * @param count rows of the tile
     * @param scratch memory of the calling thread
     */
    void run(int piece, int item, int first, int count, TapScratch scratch);
  }

  /**
   * Cuts rows.
   *
   * @param items items of the batch
   * @param rows rows of each item
   * @param sums elements that each piece sums up over its rows
   * @return the pieces
   */
  static RowPieces of(int items, int rows, int sums) {
    int affordable = Math.max(LEAST_PER_ITEM, MOST_PARTIAL_SUMS / Math.max(1, sums));
    int tiles = (rows + TILE - 1) / TILE;
    return new RowPieces(items, rows, Math.min(tiles, Math.min(MOST_PER_ITEM, affordable)));
  }

  int count() {
    return items * perItem;
  }

  /**
   * Runs the tiles of a piece one after the other, and the pieces on all processors.
   *
   * @param memory where threads find their scratch memory
   * @param work done for each tile
   */
  void forEachTile(SequenceMemory memory, TileWork work) {
    int rowsOfPiece = (rows + perItem - 1) / perItem;
    try (BlasThreads callerOnly = BlasThreads.callerOnly()) {
      WorkerThreads.forEach(
          count(),
          piece -> {
            int item = piece / perItem;
            int begin = Math.min(rows, piece % perItem * rowsOfPiece);
            int end = Math.min(rows, begin + rowsOfPiece);
            TapScratch scratch = memory.borrow();
            for (int first = begin; first < end; first += TILE) {
              int count = Math.min(TILE, end - first);
              work.run(piece, item, first, count, scratch);
            }
            memory.giveBack(scratch);
          });
    }
  }
}
