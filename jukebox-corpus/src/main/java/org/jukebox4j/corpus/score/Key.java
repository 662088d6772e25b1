package org.jukebox4j.corpus.score;

import java.util.List;
import java.util.Locale;

/**
 * The scale that a song stays in.
 *
 * @param tonic pitch class of its key note, 0 for C to 11 for B
 * @param mode its intervals
 */
public record Key(int tonic, Mode mode) {
  private static final int OCTAVE = 12;
  private static final List<String> NAMES =
      List.of("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B");

  /** Checks the range. */
  public Key {
    if (tonic < 0 || tonic >= OCTAVE) {
      throw new IllegalArgumentException("tonic must be between 0 and 11, but was " + tonic);
    }
  }

  /**
   * Returns the pitch class of a degree of the scale.
   *
   * @param degree 0 for the key note; degrees above 6 are those of the next octave
   * @return from 0 for C to 11 for B
   */
  public int pitchClass(int degree) {
    List<Integer> scale = mode.semitones();
    return (tonic + scale.get(Math.floorMod(degree, scale.size()))) % OCTAVE;
  }

  /**
   * Tells whether a pitch belongs to the scale.
   *
   * @param pitch 60 for middle C, one for each semitone
   * @return true if it does
   */
  public boolean contains(int pitch) {
    return mode.semitones().contains(Math.floorMod(pitch - tonic, OCTAVE));
  }

  /**
   * Returns the lowest pitch of a class.
   *
   * @param pitchClass from 0 for C to 11 for B
   * @param lowest the lowest that may be returned
   * @return from {@code lowest} to {@code lowest} + 11
   */
  static int above(int pitchClass, int lowest) {
    return lowest + Math.floorMod(pitchClass - lowest, OCTAVE);
  }

  @Override
  public String toString() {
    return NAMES.get(tonic) + " " + mode.name().toLowerCase(Locale.ROOT);
  }
}
