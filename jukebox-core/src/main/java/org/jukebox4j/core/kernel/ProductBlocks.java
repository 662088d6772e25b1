package org.jukebox4j.core.kernel;

/**
 * The blocks in which a product of many rows is computed, each by one thread. They depend on the
 * shape alone, so that the bits of the result depend neither on the number of processors nor on
 * what else the process computes at the time, as those of OpenBLAS's own threads do.
 *
 * @param items items of the batch; a block holds rows of one only
 * @param rows rows of each item
 * @param columns columns of the result
 */
record ProductBlocks(int items, int rows, int columns) {
  /** Every block packs its operands anew, which small ones would spend their time on. */
  private static final int MOST_ROWS = 512;

  private static final int MOST_COLUMNS = 1024;

  /** So many at least, where the columns suffice, so that a thread that is late delays less. */
  private static final int LEAST_ACROSS = 4;

  /** Below, handing a block to a thread costs what the thread saves. */
  private static final int LEAST_COLUMNS = 128;

  /** What the kernels of OpenBLAS compute at a time. */
  private static final int COLUMNS_OF_KERNEL = 16;

  /** One block of a product. */
  @FunctionalInterface
  interface Block {
    /**
     * Computes it.
     *
     * @param firstRow its first row, counted over all items
     * @param rows how many
     * @param firstColumn its first column
     * @param columns how many
     */
    void run(int firstRow, int rows, int firstColumn, int columns);
  }

  /**
   * Computes all blocks on all processors.
   *
   * @param block computes one
   */
  void forEach(Block block) {
    int down = (rows + MOST_ROWS - 1) / MOST_ROWS;
    int height = (rows + down - 1) / down;
    int across = Math.max((columns + MOST_COLUMNS - 1) / MOST_COLUMNS, LEAST_ACROSS);
    int width = Math.max(LEAST_COLUMNS, roundedUp((columns + across - 1) / across));
    int ofRow = (columns + width - 1) / width;
    try (BlasThreads callerOnly = BlasThreads.callerOnly()) {
      WorkerThreads.forEach(
          items * down * ofRow,
          number -> {
            int column = number % ofRow * width;
            int band = number / ofRow;
            int row = band % down * height;
            block.run(
                band / down * rows + row,
                Math.min(height, rows - row),
                column,
                Math.min(width, columns - column));
          });
    }
  }

  private static int roundedUp(int columns) {
    return (columns + COLUMNS_OF_KERNEL - 1) / COLUMNS_OF_KERNEL * COLUMNS_OF_KERNEL;
  }
}
