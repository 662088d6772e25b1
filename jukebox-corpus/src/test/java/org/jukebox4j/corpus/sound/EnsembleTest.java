package org.jukebox4j.corpus.sound;

import static org.assertj.core.api.Assertions.assertThat;

import org.jukebox4j.core.spectral.MagnitudeSpectrogram;
import org.jukebox4j.core.spectral.ShortTimeFourierTransform;
import org.jukebox4j.core.spectral.StftResolution;
import org.jukebox4j.corpus.score.Note;
import org.jukebox4j.corpus.score.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each ensemble has what tells it from the others. */
final class EnsembleTest {
  private static final int SAMPLES = 22_050;
  private static final double HERTZ = 220;

  /** The tone without its envelope, of which the pieces of chips are a part. */
  private static float[] tone(Ensemble ensemble) {
    float[] tone = new float[SAMPLES];
    ensemble.instrument().tone().fill(tone, SAMPLES, HERTZ, 5);
    return tone;
  }

  private static float[] note(Ensemble ensemble) {
    Instrument instrument = ensemble.instrument();
    float[] tone = new float[2 * SAMPLES];
    instrument.tone().fill(tone, instrument.envelope().samples(0.9), HERTZ, 5);
    float[] out = new float[SAMPLES];
    instrument.envelope().add(tone, 0.9, 1, out, 0);
    return out;
  }

  private static double level(float[] sound, double from, double to) {
    double sum = 0;
    for (int i = (int) (from * SAMPLES); i < (int) (to * SAMPLES); i++) {
      sum += sound[i] * sound[i];
    }
    return Math.sqrt(sum / ((to - from) * SAMPLES));
  }

  /** Magnitude around a frequency, from 0.2 s to 0.4 s. */
  private static double partial(float[] sound, double hertz) {
    StftResolution resolution = new StftResolution(2048, 256, 2048);
    MagnitudeSpectrogram spectrogram = new ShortTimeFourierTransform(resolution).magnitudes(sound);
    int bin = (int) Math.round(hertz * 2048 / SAMPLES);
    double sum = 0;
    for (int frame = 17; frame < 34; frame++) {
      for (int near = bin - 2; near <= bin + 2; near++) {
        sum += spectrogram.at(frame, near);
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void itPlaysTheNoteThatIsWritten(Ensemble ensemble) {
    float[] sound = tone(ensemble);

    double written = partial(sound, HERTZ);
    assertThat(written).isGreaterThan(10 * partial(sound, HERTZ * 0.72));
    assertThat(written).isGreaterThan(10 * partial(sound, HERTZ * 1.25));
  }

  @Test
  void stringsBeginSoftly() {
    float[] strings = note(Ensemble.STRINGS);
    float[] organ = note(Ensemble.ORGAN);

    assertThat(level(strings, 0, 0.03) / level(strings, 0.3, 0.5)).isLessThan(0.4);
    assertThat(level(organ, 0, 0.03) / level(organ, 0.3, 0.5)).isGreaterThan(0.8);
  }

  @Test
  void theOrganStaysAsLoudAsItIsWhileGuitarsAndBellsDieAway() {
    float[] organ = note(Ensemble.ORGAN);
    float[] guitars = note(Ensemble.GUITARS);
    float[] bells = note(Ensemble.BELLS);

    assertThat(level(organ, 0.6, 0.8) / level(organ, 0.1, 0.3)).isBetween(0.9, 1.1);
    assertThat(level(guitars, 0.6, 0.8) / level(guitars, 0.1, 0.3)).isLessThan(0.75);
    assertThat(level(bells, 0.6, 0.8) / level(bells, 0.1, 0.3)).isLessThan(0.5);
  }

  @Test
  void chipsHaveOddHarmonicsOnlyAndBrassHasAll() {
    float[] chips = note(Ensemble.CHIPS);
    float[] brass = note(Ensemble.BRASS);

    assertThat(partial(chips, 3 * HERTZ)).isGreaterThan(50 * partial(chips, 2 * HERTZ));
    assertThat(partial(brass, 2 * HERTZ)).isGreaterThan(0.5 * partial(brass, 3 * HERTZ));
  }

  @Test
  void bellsHavePartialsBetweenTheHarmonics() {
    double between = (3.53 - 1) * HERTZ;

    assertThat(partial(note(Ensemble.BELLS), between))
        .isGreaterThan(0.2 * partial(note(Ensemble.BELLS), HERTZ));
    assertThat(partial(note(Ensemble.BRASS), between))
        .isLessThan(0.1 * partial(note(Ensemble.BRASS), HERTZ));
  }

  @Test
  void chipsAreCutInPiecesOfSoundAndSilence() {
    float[] chips = note(Ensemble.CHIPS);

    // Six ticks of 256 samples each
    double piece = 6 * 256 / 22_050.0;
    assertThat(level(chips, 0.2 * piece, 0.8 * piece)).isGreaterThan(0.3);
    assertThat(level(chips, 1.2 * piece, 1.8 * piece)).isZero();
    assertThat(level(chips, 2.2 * piece, 2.8 * piece)).isGreaterThan(0.3);
  }

  @Test
  void bellsAndChipsPlayAnOctaveHigherAndBrassAnOctaveLowerButForTheBass() {
    Note lead = new Note(Part.LEAD, 0, 1, 69, 1);
    Note bass = new Note(Part.BASS, 0, 1, 45, 1);

    assertThat(Ensemble.BELLS.instrument().hertz(lead)).isEqualTo(880);
    assertThat(Ensemble.CHIPS.instrument().hertz(bass)).isEqualTo(220);
    assertThat(Ensemble.BRASS.instrument().hertz(lead)).isEqualTo(220);
    assertThat(Ensemble.BRASS.instrument().hertz(bass)).isEqualTo(110);
    assertThat(Ensemble.ORGAN.instrument().hertz(lead)).isEqualTo(440);
  }
}
