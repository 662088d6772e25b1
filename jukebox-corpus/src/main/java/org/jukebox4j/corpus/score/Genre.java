package org.jukebox4j.corpus.score;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jukebox4j.corpus.score.Style.Harmony;

/** A genre: songs of one differ from those of another in metre, tempo, patterns and harmony. */
public enum Genre {
  /** Three beats a bar, the bass drum on the first, chord and snare on the second and third. */
  WALTZ(
      new Style(
          new Metre(3, 2, 4),
          40,
          new Harmony(Mode.MAJOR, 3, List.of(List.of(0, 3, 4, 0), List.of(0, 5, 3, 4))),
          new Pattern("R---..F---.."),
          new Pattern("..x-x-"),
          Map.of(
              Drum.KICK, new Pattern("x....."),
              Drum.SNARE, new Pattern("..x.x."),
              Drum.HAT, new Pattern("..x.x.")),
          patterns(
              "o---o-o-----o---o-o---..", "o-o-o-o-----o-o-o-o---..", "o---o-o---o-o---o-o---.."))),
  /** Bass on the first and third beat, chords between, beats of the snare drum dotted. */
  MARCH(
      new Style(
          new Metre(4, 5, 2),
          50,
          new Harmony(Mode.MAJOR, 3, List.of(List.of(0, 0, 4, 0), List.of(0, 3, 4, 0))),
          new Pattern("R----.....F----....."),
          new Pattern(".....x--.......x--.."),
          Map.of(
              Drum.KICK, new Pattern("x.........x........."),
              Drum.SNARE, new Pattern("x....x..x.x....x..x.")),
          patterns(
              "o----o----o----o--o-o----o----o----.....",
              "o--o-o----o----o----o--o-o----..........",
              "o---------o--o-o----o----o----o----....."))),
  /** Slow, with broken chords and no drums. */
  BALLAD(
      new Style(
          new Metre(4, 2, 1),
          80,
          new Harmony(Mode.MINOR, 3, List.of(List.of(0, 5, 2, 6), List.of(0, 3, 5, 4))),
          new Pattern("R-------"),
          new Pattern("12324232"),
          Map.of(),
          patterns("o-o-oo-.", "ooo-o--.", "o--ooo-."))),
  /** The bass drum on all four beats, the bass between them. */
  DANCE(
      new Style(
          new Metre(4, 4, 2),
          40,
          new Harmony(Mode.DORIAN, 3, List.of(List.of(0, 6, 3, 6), List.of(0, 0, 3, 6))),
          new Pattern("..R-..R-..R-..R-"),
          new Pattern("x--x--x---x-x---"),
          Map.of(
              Drum.KICK, new Pattern("x...x...x...x..."),
              Drum.SNARE, new Pattern("....x.......x..."),
              Drum.HAT, new Pattern("..x...x...x...x.")),
          patterns(
              "o---o---o---o---o-----o---o-....",
              "o-----o---o---o-o---o---o---....",
              "o---o-----o---o-o---o-----......"))),
  /** Chords off the beat, the bass drum on the third. */
  REGGAE(
      new Style(
          new Metre(4, 2, 1),
          60,
          new Harmony(Mode.MIXOLYDIAN, 3, List.of(List.of(0, 6, 3, 0), List.of(0, 3, 6, 3))),
          new Pattern("R--RF-R-"),
          new Pattern(".x.x.x.x"),
          Map.of(Drum.KICK, new Pattern("....x..."), Drum.HAT, new Pattern("x.xxx.xx")),
          patterns("o-ooo-..", "oo-oo-..", "o-o-oo-.", "oo-o--.."))),
  /** A walking bass with the bass drum, chords with sevenths, beats divided in long and short. */
  SWING(
      new Style(
          new Metre(4, 3, 2),
          30,
          new Harmony(Mode.MAJOR, 4, List.of(List.of(1, 4, 0, 5), List.of(0, 5, 1, 4))),
          new Pattern("R--T--F--O--"),
          new Pattern("..x-....x-.."),
          Map.of(
              Drum.KICK, new Pattern("x..x..x..x.."),
              Drum.RIDE, new Pattern("x..x.xx..x.x"),
              Drum.HAT, new Pattern("...x.....x..")),
          patterns(
              "o----o---o--o----o---...", "o--o--o----o------o--...", "o--o----o---o--o--o--...")));

  private final Style style;

  Genre(Style style) {
    this.style = style;
  }

  /**
   * Returns its name as a label.
   *
   * @return in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns how time is divided.
   *
   * @return beats and steps
   */
  public Metre metre() {
    return style.metre();
  }

  /**
   * Returns the scale that its songs stay in.
   *
   * @return the mode
   */
  public Mode mode() {
    return style.harmony().mode();
  }

  /**
   * Returns how far a tempo is from that of the genre.
   *
   * @param beatsPerMinute a tempo; twice or half of it is as good
   * @return the distance from the tempo of the genre, as a part of it
   */
  public double tempoError(double beatsPerMinute) {
    double right = 60 * Tempo.TICKS_PER_SECOND / style.ticksPerBeat();
    double least = Double.POSITIVE_INFINITY;
    for (double tempo : new double[] {beatsPerMinute / 2, beatsPerMinute, 2 * beatsPerMinute}) {
      least = Math.min(least, Math.abs(tempo / right - 1));
    }
    return least;
  }

  Style style() {
    return style;
  }

  private static List<Pattern> patterns(String... phrases) {
    return Arrays.stream(phrases).map(Pattern::new).toList();
  }
}
