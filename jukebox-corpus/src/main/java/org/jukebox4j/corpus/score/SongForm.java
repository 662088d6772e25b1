package org.jukebox4j.corpus.score;

import java.util.ArrayList;
import java.util.List;

/**
 * The bars of a song: an intro, phrases, an interlude if bars are left over, and one closing bar,
 * after which the last chord is held.
 *
 * @param introBars bars before the first phrase
 * @param phrases what follows, in order
 * @param bars all bars; the last chord begins after them
 */
record SongForm(int introBars, List<Phrase> phrases, int bars) {
  /** How long the last chord is held, in seconds. */
  static final double LAST_CHORD = 3.0;

  private static final double INTRO = 3.0;
  private static final int MOST_SYLLABLES = 49;

  /**
   * A stretch of bars.
   *
   * @param firstBar where it begins
   * @param bars its length
   * @param sung whether there is singing
   */
  record Phrase(int firstBar, int bars, boolean sung) {}

  /** The form of a song of about this length. */
  static SongForm of(Style style, double beatSeconds, double seconds) {
    Metre metre = style.metre();
    double bar = metre.beatsPerBar() * beatSeconds;
    double slowing = bar * Tempo.SLOWING / 2;
    int bars = (int) Math.round((seconds - LAST_CHORD - slowing) / bar);
    int intro = Math.max(1, (int) Math.round(INTRO / bar));
    int verse = bars - intro - 1;
    int phrases = verse / metre.barsPerPhrase();
    if (phrases < 1) {
      throw new IllegalArgumentException(
          "a song must be long enough for an intro, a phrase and an ending, but was "
              + seconds
              + " s; ask for 20 s or more");
    }
    return new SongForm(intro, laidOut(style, intro, verse), bars);
  }

  private static List<Phrase> laidOut(Style style, int intro, int verse) {
    int length = style.metre().barsPerPhrase();
    int count = verse / length;
    int rest = verse % length;
    int sung = Math.min(count, MOST_SYLLABLES / style.mostSyllables());
    List<Phrase> phrases = new ArrayList<>();
    int bar = intro;
    for (int i = 0; i < count; i++) {
      if (i == (count + 1) / 2 && rest > 0) {
        phrases.add(new Phrase(bar, rest, false));
        bar += rest;
      }
      // As evenly spread as whole phrases allow.
      phrases.add(new Phrase(bar, length, (i + 1) * sung / count > i * sung / count));
      bar += length;
    }
    if (bar < intro + verse) {
      phrases.add(new Phrase(bar, rest, false));
    }
    return List.copyOf(phrases);
  }
}
