package org.jukebox4j.prior.attention;

/**
 * The keys that one query sees: some keys of zeros, then positions in runs of neighbours whose
 * starts are {@code stride} apart; the last run may be cut short.
 *
 * @param zeroKeys keys of zeros, with logit 0 and value 0, that take part in the softmax
 * @param start first position of the first run
 * @param runLength positions in a run
 * @param stride distance between the starts of two runs
 * @param count number of positions seen
 */
public record KeySet(int zeroKeys, int start, int runLength, int stride, int count) {
  static KeySet run(int start, int length) {
    return new KeySet(0, start, length, length, length);
  }

  static KeySet onlyZeros(int zeroKeys) {
    return new KeySet(zeroKeys, 0, 1, 1, 0);
  }

  /**
   * Returns one of the positions seen.
   *
   * @param index number of the key, from 0 to {@code count - 1}
   * @return its position; ascending in the index
   */
  public int position(int index) {
    return start + index / runLength * stride + index % runLength;
  }
}
