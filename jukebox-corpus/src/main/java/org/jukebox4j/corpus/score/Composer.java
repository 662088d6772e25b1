package org.jukebox4j.corpus.score;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.corpus.random.SongRandom;
import org.jukebox4j.corpus.random.SongRandom.Purpose;
import org.jukebox4j.corpus.score.Section.Kind;

/** Composes a song of a genre from random choices. */
public final class Composer {
  /** Key notes in use: C, F and G. */
  private static final List<Integer> TONICS = List.of(0, 5, 7);

  private final Genre genre;
  private final Style style;
  private final SongRandom random;

  /**
   * Prepares a song.
   *
   * @param genre what kind
   * @param random its choices
   */
  public Composer(Genre genre, SongRandom random) {
    this.genre = genre;
    this.style = genre.style();
    this.random = random;
  }

  /**
   * Composes the song.
   *
   * @param shortest least length, in seconds
   * @param longest greatest length, in seconds; at least a bar more than the least
   * @return the song
   */
  public Score compose(double shortest, double longest) {
    double beat = style.ticksPerBeat() / Tempo.TICKS_PER_SECOND;
    // A song is rounded to whole bars, by up to half a bar.
    double half = beat * style.metre().beatsPerBar() / 2;
    double wanted = random.between(shortest + half, longest - half, Purpose.LENGTH, 0);
    SongForm form = SongForm.of(style, beat, wanted);
    int beatsPerBar = style.metre().beatsPerBar();
    Tempo tempo = new Tempo(style.ticksPerBeat(), (form.bars() - 1) * beatsPerBar, beatsPerBar);
    Key key =
        new Key(TONICS.get(random.below(TONICS.size(), Purpose.KEY, 0)), style.harmony().mode());
    return write(form, new Score.Setting(genre, key, tempo));
  }

  private Score write(SongForm form, Score.Setting setting) {
    Key key = setting.key();
    Tempo tempo = setting.tempo();
    List<List<Integer>> progressions = style.harmony().progressions();
    List<Integer> degrees = progressions.get(random.below(progressions.size(), Purpose.HARMONY, 0));
    Progression progression = new Progression(key, style.harmony().tones(), degrees, form);
    BandWriter band = new BandWriter(style, tempo, progression);
    for (int bar = 0; bar < form.bars() - 1; bar++) {
      band.bar(bar);
    }
    band.closingBar(form.bars() - 1);
    band.lastChord(form.bars());
    MelodyWriter melody = new MelodyWriter(key, style, tempo, progression, random);
    melody.play(0, form.introBars());
    for (SongForm.Phrase phrase : form.phrases()) {
      if (phrase.sung()) {
        melody.sing(phrase.firstBar());
      } else {
        melody.play(phrase.firstBar(), phrase.bars());
      }
    }
    melody.play(form.bars() - 1, 1);
    List<Note> notes = new ArrayList<>(band.notes());
    notes.addAll(melody.notes());
    int lastBeat = form.bars() * style.metre().beatsPerBar();
    double seconds = tempo.seconds(lastBeat) + SongForm.LAST_CHORD;
    List<Double> beats = new ArrayList<>();
    for (int beat = 0; beat <= lastBeat; beat++) {
      beats.add(tempo.seconds(beat));
    }
    return new Score(
        setting,
        sections(form, tempo, seconds),
        beats,
        notes,
        band.drums(),
        melody.sung(),
        melody.lyrics(),
        seconds);
  }

  private List<Section> sections(SongForm form, Tempo tempo, double seconds) {
    int beats = style.metre().beatsPerBar();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section(Kind.INTRO, 0, tempo.seconds(form.introBars() * beats)));
    for (SongForm.Phrase phrase : form.phrases()) {
      sections.add(
          new Section(
              phrase.sung() ? Kind.VERSE : Kind.INTERLUDE,
              tempo.seconds(phrase.firstBar() * beats),
              tempo.seconds((phrase.firstBar() + phrase.bars()) * beats)));
    }
    sections.add(new Section(Kind.ENDING, tempo.seconds((form.bars() - 1) * beats), seconds));
    return sections;
  }
}
