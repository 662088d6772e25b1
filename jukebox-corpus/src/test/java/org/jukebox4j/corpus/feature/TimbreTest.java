package org.jukebox4j.corpus.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TimbreTest {
  private static final int RATE = 22_050;

  /** Per two bands: the level, then deviation, change and rise for 46 ms and for 190 ms. */
  private static final int FEATURES = 7;

  private static final int BAND_OF_800_HERTZ = 6;

  /** A tone of 800 Hz that is struck twice a second and dies away by this factor a second. */
  private static double[] struck(double left) {
    float[] samples = new float[10 * RATE];
    for (int i = 0; i < samples.length; i++) {
      double since = (double) (i % (RATE / 2)) / RATE;
      samples[i] = (float) (0.3 * Math.pow(left, since) * Math.sin(2 * Math.PI * 800 * i / RATE));
    }
    return Timbre.of(Heard.of(samples));
  }

  @Test
  void aToneIsLoudInItsBands() {
    double[] features = struck(1);

    int loudest = 0;
    for (int band = 0; band < Heard.BANDS / 2; band++) {
      loudest = features[band * FEATURES] > features[loudest * FEATURES] ? band : loudest;
    }
    assertThat(features).hasSize(Heard.BANDS / 2 * FEATURES);
    assertThat(loudest).isEqualTo(BAND_OF_800_HERTZ);
  }

  @Test
  void aHeldToneDoesNotChangeAndAPluckedOneDoes() {
    int slowChange = BAND_OF_800_HERTZ * FEATURES + 5;

    assertThat(struck(1)[slowChange]).isCloseTo(0, within(0.05));
    // The logarithm of the power falls by 2 ln 1000 a second, thus by 2.6 in 16 frames of 11.6 ms.
    assertThat(struck(1e-3)[slowChange]).isBetween(1.3, 2.6);
  }

  @Test
  void averagesAreOfThoseBeforeAndOfWhatThereIs() {
    assertThat(Averages.over(new double[] {4, 2, 6, 8}, 2)).containsExactly(4, 3, 4, 7);
  }
}
