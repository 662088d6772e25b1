package org.jukebox4j.core.dataset;

import org.jspecify.annotations.Nullable;

/**
 * An endless sequence of tiles. The tile at a position depends on the grid, the seed and the
 * position alone, so a run that goes on at step n sees what it would have seen, and a saved run
 * needs to know no more of its data than n.
 *
 * <p>May be shared between threads.
 */
public final class TileSequence {
  private final TileGrid grid;
  private final TileOrder order;
  private final TileRandom random;
  private volatile @Nullable Epoch current;

  private record Epoch(long number, int[] order) {}

  /**
   * Makes a sequence.
   *
   * @param grid the tiles
   * @param order how to take them
   * @param seed any number
   */
  public TileSequence(TileGrid grid, TileOrder order, long seed) {
    this.grid = grid;
    this.order = order;
    this.random = new TileRandom(seed);
  }

  /**
   * Returns how many positions make an epoch, in which every tile comes once.
   *
   * @return the number of tiles
   */
  public int tiles() {
    return grid.tiles();
  }

  /**
   * Returns a tile.
   *
   * @param position from 0 on
   * @return the tile there
   */
  public Tile at(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("position must be at least 0, but was " + position);
    }
    long epoch = position / grid.tiles();
    int place = (int) (position % grid.tiles());
    if (order == TileOrder.FIXED) {
      return grid.tile(epoch, place, 0);
    }
    int index = shuffled(epoch)[place];
    return grid.tile(epoch, index, random.uniform(TileRandom.Purpose.SHIFT, epoch, index) - 0.5);
  }

  /**
   * Returns how much of the left channel to take.
   *
   * @param tile a tile of this sequence
   * @return the weight of the left channel, the rest being that of the right
   */
  double leftWeight(Tile tile) {
    return order == TileOrder.FIXED
        ? 0.5
        : random.uniform(TileRandom.Purpose.BLEND, tile.epoch(), tile.index());
  }

  /** Fisher and Yates' shuffle with numbers of the epoch. */
  private int[] shuffled(long epoch) {
    Epoch known = current;
    if (known != null && known.number() == epoch) {
      return known.order();
    }
    int[] shuffled = new int[grid.tiles()];
    for (int i = 0; i < shuffled.length; i++) {
      int other = (int) (random.uniform(TileRandom.Purpose.ORDER, epoch, i) * (i + 1));
      shuffled[i] = shuffled[other];
      shuffled[other] = i;
    }
    current = new Epoch(epoch, shuffled);
    return shuffled;
  }
}
