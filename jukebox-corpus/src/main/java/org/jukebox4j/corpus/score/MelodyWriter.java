package org.jukebox4j.corpus.score;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.corpus.lyrics.Syllable;
import org.jukebox4j.corpus.random.SongRandom;
import org.jukebox4j.corpus.random.SongRandom.Purpose;

/** Writes what is sung, and what the ensemble plays instead while nobody sings. */
final class MelodyWriter {
  static final int LOWEST_LEAD = 67;

  private static final int HIGHEST_LEAD = 81;
  private static final int LOWEST_VOICE = 50;
  private static final int HIGHEST_VOICE = 62;

  private final Style style;
  private final Tempo tempo;
  private final Progression progression;
  private final SongRandom random;
  private final Tune voice;
  private final Tune lead;
  private final List<SungSyllable> sung = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final StringBuilder lyrics = new StringBuilder();
  private int patterns;

  MelodyWriter(Key key, Style style, Tempo tempo, Progression progression, SongRandom random) {
    this.style = style;
    this.tempo = tempo;
    this.progression = progression;
    this.random = random;
    this.voice = new Tune(key, LOWEST_VOICE, HIGHEST_VOICE, random, 0);
    this.lead = new Tune(key, LOWEST_LEAD, HIGHEST_LEAD, random, 1);
  }

  List<SungSyllable> sung() {
    return sung;
  }

  List<Note> notes() {
    return notes;
  }

  String lyrics() {
    return lyrics.toString();
  }

  /** Writes a phrase with words: one line of the lyrics, one syllable a note. */
  void sing(int firstBar) {
    List<Pattern.Onset> onsets = nextPattern().onsets();
    for (int i = 0; i < onsets.size(); i++) {
      Pattern.Onset onset = onsets.get(i);
      if (!lyrics.isEmpty()) {
        lyrics.append(i == 0 ? '\n' : ' ');
      }
      Syllable syllable = Syllable.draw(random, sung.size());
      double start = at(firstBar, onset.step());
      double end = at(firstBar, onset.step() + onset.length());
      sung.add(
          new SungSyllable(
              syllable,
              lyrics.length(),
              start,
              start + syllable.consonant().seconds(),
              end,
              pitch(voice, firstBar, onset, i == onsets.size() - 1)));
      lyrics.append(syllable.text());
    }
  }

  /** Writes bars without words. */
  void play(int firstBar, int bars) {
    int end = bars * style.metre().stepsPerBar();
    for (Pattern.Onset onset : nextPattern().onsets()) {
      if (onset.step() < end) {
        double start = at(firstBar, onset.step());
        double until = at(firstBar, Math.min(end, onset.step() + onset.length()));
        int pitch = pitch(lead, firstBar, onset, false);
        notes.add(new Note(Part.LEAD, start, until - start, pitch, 1));
      }
    }
  }

  private Pattern nextPattern() {
    List<Pattern> phrases = style.phrases();
    return phrases.get(random.below(phrases.size(), Purpose.RHYTHM, patterns++));
  }

  private int pitch(Tune tune, int firstBar, Pattern.Onset onset, boolean last) {
    int steps = style.metre().stepsPerBar();
    boolean onTheFirstBeat = onset.step() % steps == 0;
    Chord chord = progression.at(firstBar + onset.step() / steps);
    return last || onTheFirstBeat ? tune.rest(chord) : tune.step();
  }

  private double at(int firstBar, double step) {
    Metre metre = style.metre();
    return tempo.seconds(firstBar * metre.beatsPerBar() + step / metre.stepsPerBeat());
  }
}
