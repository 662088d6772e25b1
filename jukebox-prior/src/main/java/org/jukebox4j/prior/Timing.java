package org.jukebox4j.prior;

/**
 * Where a window is in its piece. All lengths are in samples, at every level.
 *
 * @param totalLength length of the whole piece
 * @param offset start of the window
 * @param length length of the window; it may reach beyond the end of the piece
 */
public record Timing(long totalLength, long offset, long length) {
  /** Checks the ranges. */
  public Timing {
    if (totalLength <= 0) {
      throw new IllegalArgumentException(
          "totalLength must be greater than 0 samples, but was " + totalLength + " samples");
    }
    if (offset < 0 || offset >= totalLength) {
      throw new IllegalArgumentException(
          "offset must be at least 0 and less than the total length of "
              + totalLength
              + " samples, but was "
              + offset
              + " samples");
    }
    if (length <= 0) {
      throw new IllegalArgumentException(
          "length must be greater than 0 samples, but was " + length + " samples");
    }
  }
}
