package org.jukebox4j.prior.attention;

/**
 * Attention to the last position of each row up to the query, and to one key of zeros (kind 4). The
 * very last position of the sequence summarises nothing that comes after and is never seen. The
 * original cannot decode this kind step by step; here only the summarising positions are kept.
 *
 * @param grid the rows
 */
public record SummaryAttention(SequenceGrid grid) implements FactoredAttention {
  @Override
  public KeySet keysSeenBy(int position) {
    int blockLength = grid.blockLength();
    return new KeySet(1, blockLength - 1, 1, blockLength, cacheLength(position + 1));
  }

  @Override
  public int keyCount(int position) {
    return cacheLength(position + 1);
  }

  @Override
  public int zeroKeyCount(int position) {
    return 1;
  }

  @Override
  public int slots() {
    return grid.blocks() - 1;
  }

  @Override
  public int slotOf(int position) {
    boolean last = grid.offset(position) == grid.blockLength() - 1;
    return last && grid.block(position) < slots() ? grid.block(position) : NOT_KEPT;
  }

  @Override
  public int firstSlotSeenBy(int position) {
    return 0;
  }

  @Override
  public int cacheLength(int tokens) {
    return Math.min(slots(), tokens / grid.blockLength());
  }
}
