package org.jukebox4j.prior.attention;

/**
 * The lengths that decide which keys a position sees.
 *
 * @param length positions of the sequence, lyrics at its start included
 * @param blocks number of rows; 1 where no layer needs rows
 * @param spread how many last positions of a row summarise it; 0 where no layer needs it
 * @param encoderLength states of a separate lyrics encoder; 0 if there is none
 * @param prefixLength lyrics tokens at the start of the sequence; 0 if there are none
 */
public record AttentionGeometry(
    int length, int blocks, int spread, int encoderLength, int prefixLength) {
  /** Checks the ranges. */
  public AttentionGeometry {
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1 position, but was " + length);
    }
    if (blocks < 1) {
      throw new IllegalArgumentException("blocks must be at least 1, but was " + blocks);
    }
    if (spread < 0 || encoderLength < 0 || prefixLength < 0 || prefixLength > length) {
      throw new IllegalArgumentException(
          "spread, encoderLength and prefixLength must not be negative and prefixLength must not"
              + " exceed the length "
              + length
              + ", but were "
              + spread
              + ", "
              + encoderLength
              + " and "
              + prefixLength);
    }
  }

  SequenceGrid grid() {
    return SequenceGrid.of(length, blocks);
  }
}
