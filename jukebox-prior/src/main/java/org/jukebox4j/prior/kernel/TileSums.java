package org.jukebox4j.prior.kernel;

import org.jukebox4j.core.vector.RowLoops;

/** Sums over the rows of a batch, made for each tile and then over the tiles in their order. */
final class TileSums {
  private static final RowLoops LOOPS = RowLoops.fastest();

  private final float[][] ofTiles;
  private final int width;

  TileSums(RowTiles tiles, int width) {
    this.ofTiles = new float[tiles.count()][];
    this.width = width;
  }

  /** The sums of one tile, zeros at first. */
  float[] of(RowTiles.Tile tile) {
    float[] sums = ofTiles[tile.number()];
    if (sums == null) {
      sums = new float[width];
      ofTiles[tile.number()] = sums;
    }
    return sums;
  }

  /** Adds {@code [count, width]} to the sums of a tile. */
  void add(RowTiles.Tile tile, float[] rows) {
    LOOPS.addRows(rows, tile.count(), of(tile));
  }

  float[] total() {
    double[] total = new double[width];
    for (float[] sums : ofTiles) {
      for (int i = 0; i < width; i++) {
        total[i] += sums[i];
      }
    }
    float[] rounded = new float[width];
    for (int i = 0; i < width; i++) {
      rounded[i] = (float) total[i];
    }
    return rounded;
  }
}
