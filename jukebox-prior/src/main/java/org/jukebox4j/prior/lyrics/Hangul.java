package org.jukebox4j.prior.lyrics;

/** Korean syllables in Latin letters: the Revised Romanisation of each syllable by itself. */
final class Hangul {
  private static final int FIRST = 0xac00;
  private static final int LAST = 0xd7a3;
  private static final String[] INITIALS =
      "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ", -1);
  private static final String[] VOWELS =
      "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ", -1);
  private static final String[] FINALS =
      "- g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h"
          .replace("-", "")
          .split(" ", -1);

  private Hangul() {}

  static boolean isSyllable(int character) {
    return character >= FIRST && character <= LAST;
  }

  static String written(int syllable) {
    int index = syllable - FIRST;
    int vowelAndFinal = index % (VOWELS.length * FINALS.length);
    return INITIALS[index / (VOWELS.length * FINALS.length)]
        + VOWELS[vowelAndFinal / FINALS.length]
        + FINALS[vowelAndFinal % FINALS.length];
  }
}
