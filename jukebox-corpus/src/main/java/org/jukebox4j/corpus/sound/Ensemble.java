package org.jukebox4j.corpus.sound;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jukebox4j.corpus.score.Part;
import org.jukebox4j.corpus.score.Tempo;

/** An artist: an ensemble that is told from the others by its timbre. */
public enum Ensemble {
  /** Bowed strings: many harmonics, a soft beginning, several players. */
  STRINGS(
      new Waves(falling(20, 1.35, 1), 0.006, List.of(0.9965, 1.0038)),
      new Envelope(0.07, 0, 0.12, 0),
      0.9,
      0),
  /** An organ: a few harmonics far apart, as even as can be. */
  ORGAN(
      new Waves(List.of(1.0, 0.8, 0.1, 0.7, 0.0, 0.1, 0.0, 0.6), 0, List.of(1.0)),
      new Envelope(0.008, 0, 0.03, 0),
      0.9,
      0),
  /** Plucked guitars. */
  GUITARS(new PluckedString(0.62, 0.35), new Envelope(0.002, 0.25, 0.06, 0), 1.1, 0),
  /** Bells: high, with partials that are not harmonic and ring on. */
  BELLS(new FrequencyModulation(3.53, 2.6, 0, 0.5), new Envelope(0.002, 0.55, 0.35, 0), 1.2, 1),
  /** Brass: low, the louder the brighter, all harmonics. */
  BRASS(new FrequencyModulation(1, 3.2, 0.09, 0), new Envelope(0.045, 0, 0.06, 0), 0.85, -1),
  /**
   * Chips: high, hollow waves of a games computer, odd harmonics only, each note cut in short
   * pieces.
   */
  CHIPS(
      new Waves(falling(15, 0.9, 2), 0, List.of(1.0)),
      new Envelope(0.002, 0.9, 0.015, 6 / Tempo.TICKS_PER_SECOND),
      0.8,
      1);

  private final Instrument instrument;

  Ensemble(Tone tone, Envelope envelope, double gain, int octave) {
    this.instrument = new Instrument(tone, envelope, gain, octave);
  }

  /**
   * Returns its name as a label.
   *
   * @return in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Instrument instrument() {
    return instrument;
  }

  /** How loud a part is. */
  static float gain(Part part) {
    return switch (part) {
      case BASS -> 0.30f;
      case CHORDS -> 0.17f;
      case LEAD -> 0.26f;
    };
  }

  /** Amplitudes that fall with a power of the number of the harmonic, every so many of them. */
  private static List<Double> falling(int count, double power, int every) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> (n - 1) % every == 0 ? StrictMath.pow(n, -power) : 0.0)
        .toList();
  }
}
