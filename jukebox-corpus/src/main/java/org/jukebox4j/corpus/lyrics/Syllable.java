package org.jukebox4j.corpus.lyrics;

import org.jukebox4j.corpus.random.SongRandom;
import org.jukebox4j.corpus.random.SongRandom.Purpose;

/**
 * One syllable, which is one word of the lyrics and is sung on one note.
 *
 * @param consonant how it begins
 * @param vowel how it goes on
 */
public record Syllable(Consonant consonant, Vowel vowel) {
  /** Characters of a syllable. */
  public static final int CHARACTERS = 2;

  /**
   * Draws a syllable; all are equally likely.
   *
   * @param random of the song
   * @param index which syllable of the song
   * @return a syllable
   */
  public static Syllable draw(SongRandom random, int index) {
    Consonant[] consonants = Consonant.values();
    Vowel[] vowels = Vowel.values();
    return new Syllable(
        consonants[random.below(consonants.length, Purpose.SYLLABLES, 2L * index)],
        vowels[random.below(vowels.length, Purpose.SYLLABLES, 2L * index + 1)]);
  }

  /**
   * Returns how it is written.
   *
   * @return two letters
   */
  public String text() {
    return "" + consonant.letter() + vowel.letter();
  }
}
