package org.jukebox4j.corpus.score;

import org.jukebox4j.corpus.lyrics.Syllable;

/**
 * A syllable on its note, the ground truth of an alignment.
 *
 * @param syllable what is sung
 * @param character index of its first character in the lyrics
 * @param start when its consonant begins, in seconds of the song
 * @param vowelStart when its vowel begins, in seconds of the song
 * @param end when its vowel ends, in seconds of the song
 * @param pitch 60 for middle C, one for each semitone
 */
public record SungSyllable(
    Syllable syllable, int character, double start, double vowelStart, double end, int pitch) {
  /** Checks the order in time. */
  public SungSyllable {
    if (!(start < vowelStart && vowelStart < end)) {
      throw new IllegalArgumentException(
          "start < vowelStart < end must hold, but were %s, %s and %s s"
              .formatted(start, vowelStart, end));
    }
  }
}
