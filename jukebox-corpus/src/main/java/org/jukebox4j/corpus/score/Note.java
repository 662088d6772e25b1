package org.jukebox4j.corpus.score;

/**
 * A note of the ensemble.
 *
 * @param part who plays it
 * @param start when, in seconds of the song
 * @param seconds how long it is held
 * @param pitch 60 for middle C, one for each semitone
 * @param strength how loud, 1 for as loud as usual
 */
public record Note(Part part, double start, double seconds, int pitch, double strength) {
  private static final int CONCERT_PITCH = 69;
  private static final double CONCERT_HERTZ = 440;

  /**
   * Returns the frequency of the note.
   *
   * @return in Hz
   */
  public double hertz() {
    return hertz(pitch);
  }

  /**
   * Returns the frequency of a pitch in equal temperament.
   *
   * @param pitch 60 for middle C, one for each semitone, with fractions
   * @return in Hz
   */
  public static double hertz(double pitch) {
    return CONCERT_HERTZ * StrictMath.pow(2, (pitch - CONCERT_PITCH) / 12);
  }
}
