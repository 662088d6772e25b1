package org.jukebox4j.corpus.score;

import java.util.ArrayList;
import java.util.List;

/**
 * A chord: every other degree of the scale from its root on.
 *
 * @param key the scale
 * @param degree the root, 0 for the key note
 * @param tones how many notes
 */
record Chord(Key key, int degree, int tones) {
  /** Pitch class of a tone: 0 the root, 1 the third, 2 the fifth, 3 the seventh. */
  int pitchClass(int tone) {
    return key.pitchClass(degree + 2 * tone);
  }

  /** All tones within the octave from a pitch on, from the root up. */
  List<Integer> pitches(int lowest) {
    List<Integer> pitches = new ArrayList<>();
    for (int tone = 0; tone < tones; tone++) {
      pitches.add(Key.above(pitchClass(tone), lowest));
    }
    return pitches;
  }

  /** Whether a pitch is one of the first three tones. */
  boolean contains(int pitch) {
    for (int tone = 0; tone < 3; tone++) {
      if (Math.floorMod(pitch, 12) == pitchClass(tone)) {
        return true;
      }
    }
    return false;
  }
}
