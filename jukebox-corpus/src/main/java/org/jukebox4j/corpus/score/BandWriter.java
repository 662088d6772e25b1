package org.jukebox4j.corpus.score;

import java.util.ArrayList;
import java.util.List;

/** Writes bass, chords and drums, bar by bar. */
final class BandWriter {
  private static final int LOWEST_BASS = 36;
  private static final int LOWEST_CHORD = 53;

  private static final double OTHER_BEATS = 0.9;

  private final Style style;
  private final Tempo tempo;
  private final Progression progression;
  private final List<Note> notes = new ArrayList<>();
  private final List<DrumHit> drums = new ArrayList<>();

  BandWriter(Style style, Tempo tempo, Progression progression) {
    this.style = style;
    this.tempo = tempo;
    this.progression = progression;
  }

  List<Note> notes() {
    return notes;
  }

  List<DrumHit> drums() {
    return drums;
  }

  /** Writes one bar. */
  void bar(int bar) {
    bar(bar, bar);
  }

  /** Writes the bar before the last chord, whose bass has the root first. */
  void closingBar(int bar) {
    bar(bar, 0);
  }

  private void bar(int bar, int patternBar) {
    int steps = style.metre().stepsPerBar();
    Chord chord = progression.at(bar);
    style
        .bass()
        .onsets(patternBar, steps)
        .forEach(o -> add(Part.BASS, bar, o, bass(chord, o.sign())));
    for (Pattern.Onset onset : style.chords().onsets(patternBar, steps)) {
      chordTones(chord, onset.sign()).forEach(pitch -> add(Part.CHORDS, bar, onset, pitch));
    }
    for (Drum drum : Drum.values()) {
      Pattern pattern = style.drums().get(drum);
      if (pattern != null) {
        pattern
            .onsets(patternBar, steps)
            .forEach(o -> drums.add(new DrumHit(drum, at(bar, o.step()), strength(o.step()))));
      }
    }
  }

  /** Writes the last chord, held to the end of the song. */
  void lastChord(int bar) {
    Chord chord = progression.at(bar);
    double start = at(bar, 0);
    notes.add(
        new Note(
            Part.BASS, start, SongForm.LAST_CHORD, Key.above(chord.pitchClass(0), LOWEST_BASS), 1));
    for (int pitch : chord.pitches(LOWEST_CHORD)) {
      notes.add(new Note(Part.CHORDS, start, SongForm.LAST_CHORD, pitch, 1));
    }
    int high = Key.above(chord.pitchClass(0), MelodyWriter.LOWEST_LEAD);
    notes.add(new Note(Part.LEAD, start, SongForm.LAST_CHORD, high, 1));
    if (!style.drums().isEmpty()) {
      drums.add(new DrumHit(Drum.KICK, start, strength(0)));
    }
  }

  private double at(int bar, double step) {
    Metre metre = style.metre();
    return tempo.seconds(bar * metre.beatsPerBar() + step / metre.stepsPerBeat());
  }

  private void add(Part part, int bar, Pattern.Onset onset, int pitch) {
    double start = at(bar, onset.step());
    double end = at(bar, onset.step() + onset.length());
    notes.add(new Note(part, start, end - start, pitch, strength(onset.step())));
  }

  /** The first beat of a bar is louder than what follows. */
  private static double strength(int step) {
    return step == 0 ? 1 : OTHER_BEATS;
  }

  private static int bass(Chord chord, char sign) {
    return switch (sign) {
      case 'R' -> Key.above(chord.pitchClass(0), LOWEST_BASS);
      case 'T' -> Key.above(chord.pitchClass(1), LOWEST_BASS);
      case 'F' -> Key.above(chord.pitchClass(2), LOWEST_BASS);
      case 'O' -> Key.above(chord.pitchClass(0), LOWEST_BASS) + 12;
      default ->
          throw new IllegalArgumentException("the bass must be R, T, F or O, but was " + sign);
    };
  }

  private static List<Integer> chordTones(Chord chord, char sign) {
    List<Integer> pitches = chord.pitches(LOWEST_CHORD);
    if (sign == 'x') {
      return pitches;
    }
    List<Integer> rising = pitches.stream().sorted().toList();
    int tone = sign - '1';
    return List.of(tone < 3 ? rising.get(tone) : rising.get(0) + 12);
  }
}
