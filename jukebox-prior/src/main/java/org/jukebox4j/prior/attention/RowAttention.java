package org.jukebox4j.prior.attention;

/**
 * Attention to the own and earlier positions of the own row (kind 1). Only the current row is kept.
 *
 * @param grid the rows
 */
public record RowAttention(SequenceGrid grid) implements FactoredAttention {
  @Override
  public KeySet keysSeenBy(int position) {
    int offset = grid.offset(position);
    return KeySet.run(position - offset, offset + 1);
  }

  @Override
  public int keyCount(int position) {
    return grid.offset(position) + 1;
  }

  @Override
  public int slots() {
    return grid.blockLength();
  }

  @Override
  public int slotOf(int position) {
    return grid.offset(position);
  }

  @Override
  public int firstSlotSeenBy(int position) {
    return 0;
  }

  @Override
  public int cacheLength(int tokens) {
    return tokens == 0 ? 0 : grid.offset(tokens - 1) + 1;
  }

  @Override
  public int pieceEnd(int position) {
    return (grid.block(position) + 1) * grid.blockLength();
  }
}
