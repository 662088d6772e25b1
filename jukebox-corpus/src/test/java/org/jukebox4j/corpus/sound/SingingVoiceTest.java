package org.jukebox4j.corpus.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jukebox4j.core.spectral.MagnitudeSpectrogram;
import org.jukebox4j.core.spectral.ShortTimeFourierTransform;
import org.jukebox4j.core.spectral.StftResolution;
import org.jukebox4j.corpus.lyrics.Consonant;
import org.jukebox4j.corpus.lyrics.Syllable;
import org.jukebox4j.corpus.lyrics.Vowel;
import org.jukebox4j.corpus.score.SungSyllable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SingingVoiceTest {
  private static final int SAMPLES = 22_050;
  private static final int LOW_PITCH = 38;

  private static SungSyllable sung(Consonant consonant, Vowel vowel, int pitch) {
    return new SungSyllable(new Syllable(consonant, vowel), 0, 0.1, 0.2, 0.9, pitch);
  }

  private static float[] sing(Consonant consonant, Vowel vowel, int pitch) {
    return new SingingVoice().sing(List.of(sung(consonant, vowel, pitch)), SAMPLES);
  }

  /** Mean magnitude by frequency, [bin], of a part of the sound. */
  private static double[] spectrum(float[] sound, double from, double to) {
    StftResolution resolution = new StftResolution(2048, 256, 2048);
    MagnitudeSpectrogram spectrogram = new ShortTimeFourierTransform(resolution).magnitudes(sound);
    double[] mean = new double[resolution.bins()];
    for (int frame = (int) (from * SAMPLES / 256); frame < to * SAMPLES / 256; frame++) {
      for (int bin = 0; bin < mean.length; bin++) {
        mean[bin] += spectrogram.at(frame, bin);
      }
    }
    return mean;
  }

  /** The frequency of the greatest magnitude between two frequencies. */
  private static double peak(double[] spectrum, double low, double high) {
    double width = SAMPLES / 2048.0;
    int best = (int) (low / width);
    for (int bin = best; bin * width <= high; bin++) {
      best = spectrum[bin] > spectrum[best] ? bin : best;
    }
    return best * width;
  }

  private static double energy(double[] spectrum, double low, double high) {
    double width = SAMPLES / 2048.0;
    double sum = 0;
    for (int bin = (int) (low / width); bin * width < high; bin++) {
      sum += spectrum[bin] * spectrum[bin];
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void aVowelPeaksAtItsFormants(Vowel vowel) {
    double[] spectrum = spectrum(sing(Consonant.L, vowel, LOW_PITCH), 0.4, 0.8);

    double first = vowel.formants().first();
    double second = vowel.formants().second();
    double between = (first + second) / 2;
    // A harmonic of the 73 Hz tone is never further than half of that away.
    assertThat(peak(spectrum, 150, between)).isCloseTo(first, within(60.0));
    assertThat(peak(spectrum, between, second + 300)).isCloseTo(second, within(75.0));
  }

  @Test
  void aHissHasNoVoiceAndIsHigh() {
    double[] hiss = spectrum(sing(Consonant.S, Vowel.A, LOW_PITCH), 0.13, 0.17);
    double[] nasal = spectrum(sing(Consonant.M, Vowel.A, LOW_PITCH), 0.13, 0.17);

    assertThat(energy(hiss, 5000, 8000)).isGreaterThan(3 * energy(hiss, 100, 1000));
    assertThat(energy(nasal, 100, 1000)).isGreaterThan(100 * energy(nasal, 5000, 8000));
  }

  @Test
  void aStopIsSilentBeforeItsBurst() {
    float[] sound = sing(Consonant.T, Vowel.A, LOW_PITCH);

    double closed = 0;
    double open = 0;
    for (int i = 0; i < 250; i++) {
      closed += Math.abs(sound[(int) (0.15 * SAMPLES) + i]);
      open += Math.abs(sound[(int) (0.189 * SAMPLES) + i]);
    }
    assertThat(open).isGreaterThan(20 * closed);
  }

  @Test
  void thePitchIsThatOfTheNote() {
    // Where the fundamental is near the first formant, it is the strongest partial.
    double[] spectrum = spectrum(sing(Consonant.L, Vowel.I, 62), 0.4, 0.8);

    assertThat(peak(spectrum, 100, 1000)).isCloseTo(293.66, within(11.0));
  }

  @Test
  void nobodySingsBeforeAndAfter() {
    float[] sound = sing(Consonant.L, Vowel.A, LOW_PITCH);

    for (int i = 0; i < 0.09 * SAMPLES; i++) {
      assertThat(sound[i]).isZero();
    }
    assertThat(Math.abs(sound[SAMPLES - 1])).isLessThan(1e-3f);
  }

  @Test
  void theSameSyllableSoundsAlikeWheneverItIsSung() {
    assertSoundsAlikeAgain(Consonant.L);
  }

  @Test
  void aHissDoesNotRingIntoTheNextOne() {
    assertSoundsAlikeAgain(Consonant.S);
  }

  private static void assertSoundsAlikeAgain(Consonant consonant) {
    // 0.5 s apart by whole frames of 32 samples, each after a silence
    double later = 345 * 32 / 22_050.0;
    Syllable syllable = new Syllable(consonant, Vowel.O);
    SungSyllable first = new SungSyllable(syllable, 0, 0.1, 0.16, 0.3, 55);
    SungSyllable again = new SungSyllable(syllable, 3, 0.1 + later, 0.16 + later, 0.3 + later, 55);

    float[] sound = new SingingVoice().sing(List.of(first, again), SAMPLES);

    int from = (int) (0.1 * SAMPLES);
    float loudest = 0;
    for (int i = from; i < from + SAMPLES / 5; i++) {
      loudest = Math.max(loudest, Math.abs(sound[i]));
    }
    // In its first 20 ms the last sound before it still dies away.
    for (int i = from + SAMPLES / 50; i < from + SAMPLES / 5; i++) {
      assertThat(sound[i + 345 * 32]).isCloseTo(sound[i], within(0.01f * loudest));
    }
  }
}
