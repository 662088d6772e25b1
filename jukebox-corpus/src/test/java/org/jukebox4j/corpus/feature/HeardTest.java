package org.jukebox4j.corpus.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.corpus.score.Mode;
import org.junit.jupiter.api.Test;

final class HeardTest {
  private static final int RATE = 22_050;

  private static float[] sines(double seconds, double... hertz) {
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      for (double tone : hertz) {
        samples[i] += (float) (0.1 * Math.sin(2 * Math.PI * tone * i / RATE));
      }
    }
    return samples;
  }

  private static float[] clicks(double seconds, double period) {
    float[] samples = new float[(int) (seconds * RATE)];
    for (double at = 0.2; at < seconds - 0.1; at += period) {
      for (int i = 0; i < 800; i++) {
        double time = (double) i / RATE;
        samples[(int) (at * RATE) + i] +=
            (float) (0.5 * Math.exp(-time / 0.01) * Math.sin(2 * Math.PI * 1000 * time));
      }
    }
    return samples;
  }

  @Test
  void aToneFallsIntoItsPitchClass() {
    double[] chroma = Heard.of(sines(2, 440)).chroma();

    assertThat(chroma[9]).isGreaterThan(0.99);
  }

  @Test
  void aScaleIsInItsKeyAndAChromaticClusterIsNot() {
    double[] chord = Heard.of(sines(2, 261.63, 329.63, 392.0)).chroma();
    double[] cluster = Heard.of(sines(2, 261.63, 277.18, 293.66, 311.13)).chroma();

    assertThat(KeyFit.inKey(chord, Mode.MAJOR)).isGreaterThan(0.97);
    assertThat(KeyFit.inKey(cluster, Mode.MAJOR)).isLessThan(0.85);
  }

  @Test
  void evenTonesAreInKeyBySevenTwelfths() {
    double[] even = new double[12];
    Arrays.fill(even, 1.0 / 12);

    assertThat(KeyFit.inKey(even, Mode.MINOR)).isCloseTo(7.0 / 12, within(1e-12));
  }

  @Test
  void howLoudARecordingIsDoesNotCount() {
    float[] samples = sines(2, 300, 1234);
    float[] louder = samples.clone();
    for (int i = 0; i < louder.length; i++) {
      louder[i] *= 4;
    }

    assertThat(LogMelDistance.between(Heard.of(samples), Heard.of(louder)))
        .isCloseTo(0, within(1e-4));
    assertThat(LogMelDistance.between(Heard.of(samples), Heard.of(sines(2, 600)))).isGreaterThan(1);
  }

  @Test
  void theTempoIsThatOfTheClicks() {
    Rhythm rhythm = Rhythm.of(Heard.of(clicks(20, 60 / 97.0)));

    assertThat(rhythm.tempo(70, 130)).isCloseTo(97, within(0.6));
  }

  @Test
  void onsetsAreStrongWhereTheClicksAre() {
    float[] samples = Arrays.copyOf(clicks(5, 0.4), 10 * RATE);
    Rhythm rhythm = Rhythm.of(Heard.of(samples));
    int half = 5 * RATE / Heard.HOP;

    assertThat(rhythm.strength(0, half)).isCloseTo(2, within(0.1));
    assertThat(rhythm.strength(half + 4, 2 * half)).isLessThan(0.05);
  }

  @Test
  void aRecordingOfAnotherRateIsResampled() {
    float[] samples = new float[2 * 44_100];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * Math.sin(2 * Math.PI * 440 * i / 44_100));
    }
    Heard heard = Heard.of(Waveform.mono(samples, new SampleRate(44_100)));

    assertThat(heard.seconds()).isCloseTo(2, within(1e-3));
    assertThat(heard.chroma()[9]).isGreaterThan(0.99);
  }
}
