package org.jukebox4j.prior.attention;

/**
 * Attention of every position to all states of a lyrics encoder, without a mask (kind 6). The keys
 * are projected once for a window.
 *
 * @param encoderLength number of encoder states
 */
public record LyricsAttention(int encoderLength) implements FactoredAttention {
  /** Checks that there is an encoder. */
  public LyricsAttention {
    if (encoderLength < 1) {
      throw new IllegalArgumentException(
          "encoderLength must be at least 1 where a layer attends to a lyrics encoder, but was "
              + encoderLength);
    }
  }

  @Override
  public KeySet keysSeenBy(int position) {
    return KeySet.run(0, encoderLength);
  }

  @Override
  public int keyCount(int position) {
    return encoderLength;
  }

  @Override
  public int slots() {
    return encoderLength;
  }

  @Override
  public int slotOf(int encoderPosition) {
    return encoderPosition;
  }

  @Override
  public int firstSlotSeenBy(int position) {
    return 0;
  }

  @Override
  public int cacheLength(int tokens) {
    return encoderLength;
  }

  @Override
  public boolean attendsToEncoder() {
    return true;
  }
}
