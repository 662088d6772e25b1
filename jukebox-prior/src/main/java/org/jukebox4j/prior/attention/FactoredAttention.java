package org.jukebox4j.prior.attention;

/**
 * One way of attending: which keys a position sees, and how a cache keeps them so that they lie
 * side by side when they are needed.
 *
 * <p>For every query position {@code t} the cache holds key {@code i} of {@link #keysSeenBy} at
 * slot {@code firstSlotSeenBy(t) + i}.
 */
public sealed interface FactoredAttention
    permits DenseAttention,
        RowAttention,
        ColumnAttention,
        PreviousRowAttention,
        SummaryAttention,
        SummarySpreadAttention,
        LyricsAttention,
        LyricsPrefixAttention {
  /** The slot of a position whose key is not kept. */
  int NOT_KEPT = -1;

  /**
   * Returns the keys that a query may see.
   *
   * @param position position of the query
   * @return the keys; for attention to a lyrics encoder these are positions of the encoder
   */
  KeySet keysSeenBy(int position);

  /**
   * Returns how many keys a query sees: the count of {@link #keysSeenBy}, for the step decoder,
   * which must not allocate.
   *
   * @param position position of the query
   * @return number of real keys
   */
  int keyCount(int position);

  /**
   * Returns how many keys of zeros a query sees beside them.
   *
   * @param position position of the query
   * @return number of keys of zeros
   */
  default int zeroKeyCount(int position) {
    return 0;
  }

  /**
   * Returns the number of keys that a cache must be able to hold.
   *
   * @return slots of the cache
   */
  int slots();

  /**
   * Returns where the key of a position is kept.
   *
   * @param position a position of the sequence
   * @return its slot, or {@link #NOT_KEPT}
   */
  int slotOf(int position);

  /**
   * Returns where the keys begin that a query sees.
   *
   * @param position position of the query
   * @return the slot of its first real key
   */
  int firstSlotSeenBy(int position);

  /**
   * Returns how many keys a cache holds after some tokens.
   *
   * @param tokens number of positions computed so far
   * @return keys that may still be needed
   */
  int cacheLength(int tokens);

  /**
   * Returns how far a query can be computed together with its successors: from the end of a piece
   * on, slots of keys that the piece sees are used again.
   *
   * @param position first position of the piece
   * @return the position after the last one of the piece
   */
  default int pieceEnd(int position) {
    return Integer.MAX_VALUE;
  }

  /**
   * Returns the distance between two positions that see keys from the same first slot.
   *
   * @return 1 if neighbours do
   */
  default int queryStep() {
    return 1;
  }

  /**
   * Tells whose keys are seen.
   *
   * @return true if the keys come from a lyrics encoder and not from the sequence itself
   */
  default boolean attendsToEncoder() {
    return false;
  }
}
