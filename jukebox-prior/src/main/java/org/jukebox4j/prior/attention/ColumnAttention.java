package org.jukebox4j.prior.attention;

/**
 * Attention to the same column in the own and all earlier rows (kind 2). The cache is transposed,
 * {@code [column, row]}.
 *
 * @param grid the rows
 */
public record ColumnAttention(SequenceGrid grid) implements FactoredAttention {
  @Override
  public KeySet keysSeenBy(int position) {
    return new KeySet(0, grid.offset(position), 1, grid.blockLength(), grid.block(position) + 1);
  }

  @Override
  public int keyCount(int position) {
    return grid.block(position) + 1;
  }

  @Override
  public int slots() {
    return grid.length();
  }

  @Override
  public int slotOf(int position) {
    return firstSlotSeenBy(position) + grid.block(position);
  }

  @Override
  public int firstSlotSeenBy(int position) {
    return grid.offset(position) * grid.blocks();
  }

  @Override
  public int cacheLength(int tokens) {
    return tokens;
  }

  @Override
  public int queryStep() {
    return grid.blockLength();
  }
}
