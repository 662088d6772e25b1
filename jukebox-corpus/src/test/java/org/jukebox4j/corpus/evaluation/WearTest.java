package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class WearTest {
  private static float[] sine(double hertz) {
    float[] samples = new float[22_050];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.2 * Math.sin(2 * Math.PI * hertz * i / samples.length));
    }
    return samples;
  }

  private static double level(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample / samples.length;
    }
    return Math.sqrt(sum);
  }

  @Test
  void noiseIsTwentyDecibelsBelowTheMusic() {
    float[] clean = sine(440);
    float[] worn = Wear.NOISY.worn(clean, 3);
    float[] noise = new float[clean.length];
    for (int i = 0; i < clean.length; i++) {
      noise[i] = worn[i] - clean[i];
    }

    assertThat(20 * Math.log10(level(noise) / level(clean))).isCloseTo(-20, within(0.1));
  }

  @Test
  void whatIsHighIsLost() {
    assertThat(level(Wear.DULL.worn(sine(300), 0)) / level(sine(300))).isGreaterThan(0.95);
    // Three poles at 3 kHz leave 0.1 or less three octaves above the voice.
    assertThat(level(Wear.DULL.worn(sine(9000), 0)) / level(sine(9000))).isLessThan(0.1);
  }

  @Test
  void theSameSeedWearsAlike() {
    assertThat(Wear.NOISY_AND_DULL.worn(sine(440), 5))
        .isEqualTo(Wear.NOISY_AND_DULL.worn(sine(440), 5))
        .isNotEqualTo(Wear.NOISY_AND_DULL.worn(sine(440), 6));
  }
}
