package org.jukebox4j.prior.attention;

/**
 * Attention to the last few positions of each row up to the query, and to as many keys of zeros
 * (kind 5). Those of the last row summarise nothing that comes after and are never seen.
 *
 * @param grid the rows
 * @param spread how many last positions of a row are seen
 */
public record SummarySpreadAttention(SequenceGrid grid, int spread) implements FactoredAttention {
  /** Checks that the spread fits into a row. */
  public SummarySpreadAttention {
    if (spread < 1 || spread > grid.blockLength()) {
      throw new IllegalArgumentException(
          "spread must be between 1 and the length of a row, "
              + grid.blockLength()
              + " positions, but was "
              + spread);
    }
  }

  private int firstOffset() {
    return grid.blockLength() - spread;
  }

  @Override
  public KeySet keysSeenBy(int position) {
    int seen = cacheLength(position + 1);
    return new KeySet(spread, firstOffset(), spread, grid.blockLength(), seen);
  }

  @Override
  public int keyCount(int position) {
    return cacheLength(position + 1);
  }

  @Override
  public int zeroKeyCount(int position) {
    return spread;
  }

  @Override
  public int slots() {
    return (grid.blocks() - 1) * spread;
  }

  @Override
  public int slotOf(int position) {
    int within = grid.offset(position) - firstOffset();
    int slot = grid.block(position) * spread + within;
    return within >= 0 && slot < slots() ? slot : NOT_KEPT;
  }

  @Override
  public int firstSlotSeenBy(int position) {
    return 0;
  }

  @Override
  public int cacheLength(int tokens) {
    int ofOwnRow = Math.max(0, tokens % grid.blockLength() - firstOffset());
    return Math.min(slots(), tokens / grid.blockLength() * spread + ofOwnRow);
  }
}
