package org.jukebox4j.prior.attention;

/**
 * Attention to the whole previous row, without a mask (kind 3). The first row sees keys of zeros
 * only, so that its output is the bias of the projection. Two rows are kept in turn.
 *
 * @param grid the rows
 */
public record PreviousRowAttention(SequenceGrid grid) implements FactoredAttention {
  @Override
  public KeySet keysSeenBy(int position) {
    int block = grid.block(position);
    return block == 0
        ? KeySet.onlyZeros(grid.blockLength())
        : KeySet.run((block - 1) * grid.blockLength(), grid.blockLength());
  }

  @Override
  public int keyCount(int position) {
    return grid.block(position) == 0 ? 0 : grid.blockLength();
  }

  @Override
  public int zeroKeyCount(int position) {
    return grid.block(position) == 0 ? grid.blockLength() : 0;
  }

  @Override
  public int slots() {
    return Math.min(2, grid.blocks()) * grid.blockLength();
  }

  @Override
  public int slotOf(int position) {
    return grid.block(position) % 2 * grid.blockLength() + grid.offset(position);
  }

  @Override
  public int firstSlotSeenBy(int position) {
    int block = grid.block(position);
    return block == 0 ? 0 : (block - 1) % 2 * grid.blockLength();
  }

  @Override
  public int cacheLength(int tokens) {
    int ofOwnRow = tokens == 0 ? 0 : grid.offset(tokens - 1) + 1;
    return tokens > grid.blockLength() ? grid.blockLength() + ofOwnRow : ofOwnRow;
  }

  @Override
  public int pieceEnd(int position) {
    return (grid.block(position) + 1) * grid.blockLength();
  }
}
