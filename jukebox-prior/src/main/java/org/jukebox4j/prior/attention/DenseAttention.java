package org.jukebox4j.prior.attention;

/**
 * Attention to the own and all earlier positions (the original's kind 0).
 *
 * @param length positions of the sequence
 */
public record DenseAttention(int length) implements FactoredAttention {
  @Override
  public KeySet keysSeenBy(int position) {
    return KeySet.run(0, position + 1);
  }

  @Override
  public int keyCount(int position) {
    return position + 1;
  }

  @Override
  public int slots() {
    return length;
  }

  @Override
  public int slotOf(int position) {
    return position;
  }

  @Override
  public int firstSlotSeenBy(int position) {
    return 0;
  }

  @Override
  public int cacheLength(int tokens) {
    return tokens;
  }
}
