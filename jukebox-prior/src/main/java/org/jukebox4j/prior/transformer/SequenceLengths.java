package org.jukebox4j.prior.transformer;

/**
 * The lengths that a transformer is built for.
 *
 * @param length positions of the sequence, lyrics at its start included
 * @param encoderLength states of a separate lyrics encoder; 0 if there is none
 * @param prefixLength lyrics tokens at the start of the sequence; 0 if there are none
 */
public record SequenceLengths(int length, int encoderLength, int prefixLength) {
  /**
   * A sequence without lyrics.
   *
   * @param length number of positions
   * @return the lengths
   */
  public static SequenceLengths of(int length) {
    return new SequenceLengths(length, 0, 0);
  }
}
