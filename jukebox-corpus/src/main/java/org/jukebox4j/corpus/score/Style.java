package org.jukebox4j.corpus.score;

import java.util.List;
import java.util.Map;

/**
 * What makes a genre: metre, tempo, harmony and the patterns of the parts.
 *
 * @param metre how time is divided
 * @param ticksPerBeat its tempo, in ticks of {@link Tempo}
 * @param harmony its scale and chords
 * @param bass of whole bars: {@code R} root, {@code T} third, {@code F} fifth, {@code O} octave
 * @param chords of whole bars: {@code x} the chord, {@code 1} to {@code 4} one of its tones
 * @param drums of whole bars
 * @param phrases rhythms of sung phrases
 */
record Style(
    Metre metre,
    int ticksPerBeat,
    Harmony harmony,
    Pattern bass,
    Pattern chords,
    Map<Drum, Pattern> drums,
    List<Pattern> phrases) {
  /**
   * Scale and chords, one chord a bar.
   *
   * @param mode the scale
   * @param tones notes of a chord, 3 or 4
   * @param progressions degrees of the scale that chords are built on
   */
  record Harmony(Mode mode, int tones, List<List<Integer>> progressions) {}

  /** Checks the lengths of the patterns. */
  Style {
    drums = Map.copyOf(drums);
    phrases = List.copyOf(phrases);
    int bar = metre.stepsPerBar();
    if (ticksPerBeat % metre.stepsPerBeat() != 0) {
      throw new IllegalArgumentException(
          "every step of a beat must begin on a tick, but %d steps do not divide %d ticks"
              .formatted(metre.stepsPerBeat(), ticksPerBeat));
    }
    for (Pattern phrase : phrases) {
      requireLength(phrase, phrase.length() == metre.stepsPerPhrase());
    }
    requireLength(bass, bass.length() % bar == 0);
    requireLength(chords, chords.length() % bar == 0);
    drums.values().forEach(drum -> requireLength(drum, drum.length() % bar == 0));
  }

  private static void requireLength(Pattern pattern, boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException(
          "a pattern must fill whole bars, and that of a phrase the phrase, but was '"
              + pattern.steps()
              + "'");
    }
  }

  /** The most syllables of a phrase. */
  int mostSyllables() {
    return phrases.stream().mapToInt(phrase -> phrase.onsets().size()).max().orElseThrow();
  }
}
