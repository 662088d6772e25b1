package org.jukebox4j.prior.attention;

/**
 * Causal attention to the start of the own sequence, where the lyrics are (kind 7).
 *
 * @param prefix number of positions that can be seen
 */
public record LyricsPrefixAttention(int prefix) implements FactoredAttention {
  /**
   * Rounds the prefix as the original does: up to a multiple of the number of blocks, and always by
   * at least one, so that the first codes after the lyrics are seen, too.
   *
   * @param length positions of the sequence
   * @param lyricsLength lyrics tokens at its start
   * @param blocks number of rows
   * @return the attention
   */
  public static LyricsPrefixAttention over(int length, int lyricsLength, int blocks) {
    if (lyricsLength < 1) {
      throw new IllegalArgumentException(
          "prefixLength must be at least 1 where a layer attends to a lyrics prefix, but was "
              + lyricsLength);
    }
    return new LyricsPrefixAttention(Math.min(length, (lyricsLength / blocks + 1) * blocks));
  }

  @Override
  public KeySet keysSeenBy(int position) {
    return KeySet.run(0, Math.min(position + 1, prefix));
  }

  @Override
  public int keyCount(int position) {
    return Math.min(position + 1, prefix);
  }

  @Override
  public int slots() {
    return prefix;
  }

  @Override
  public int slotOf(int position) {
    return position < prefix ? position : NOT_KEPT;
  }

  @Override
  public int firstSlotSeenBy(int position) {
    return 0;
  }

  @Override
  public int cacheLength(int tokens) {
    return Math.min(tokens, prefix);
  }
}
