package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
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

  /** Wears nothing, unless it is changed. */
  private static Wear wear(double roughness, double brightness, double cutHertz) {
    return new Wear(roughness, 300, brightness, 1000, cutHertz);
  }

  @Test
  void noiseIsAsLoudAsTheMusicTimesTheRoughness() {
    float[] clean = wear(0, 1, 1e6).worn(sine(440), 3);
    float[] worn = wear(0.5, 1, 1e6).worn(sine(440), 3);
    float[] noise = new float[clean.length];
    for (int i = 0; i < clean.length; i++) {
      noise[i] = worn[i] - clean[i];
    }

    assertThat(level(clean) / level(sine(440))).isCloseTo(1, within(1e-3));
    assertThat(level(noise) / level(clean)).isCloseTo(0.5, within(0.05));
  }

  @Test
  void silenceStaysSilent() {
    float[] half = sine(440);
    Arrays.fill(half, half.length / 2, half.length, 0);

    float[] worn = wear(1, 1, 1e6).worn(half, 3);

    assertThat(level(Arrays.copyOfRange(worn, half.length / 2 + 100, half.length)))
        .isLessThan(1e-9);
  }

  @Test
  void whatIsAboveTheShelfIsSofter() {
    Wear dull = new Wear(0, 300, 0.2, 100, 1e6);

    assertThat(level(dull.worn(sine(5), 0)) / level(sine(5))).isGreaterThan(0.99);
    // Far above, only that part is left.
    assertThat(level(dull.worn(sine(8000), 0)) / level(sine(8000))).isCloseTo(0.2, within(0.02));
  }

  @Test
  void whatIsAboveTheCutIsLost() {
    Wear cut = wear(0, 1, 3000);

    assertThat(level(cut.worn(sine(300), 0)) / level(sine(300))).isGreaterThan(0.95);
    // Three poles at 3 kHz leave 0.1 or less at three times that.
    assertThat(level(cut.worn(sine(9000), 0)) / level(sine(9000))).isLessThan(0.1);
  }

  @Test
  void theSameSeedWearsAlike() {
    assertThat(Wear.of(5).worn(sine(440), 5))
        .isEqualTo(Wear.of(5).worn(sine(440), 5))
        .isNotEqualTo(Wear.of(5).worn(sine(440), 6));
  }

  @Test
  void copiesAreWornDifferentlyFromBrightToDull() {
    List<Wear> many = LongStream.range(0, 200).mapToObj(Wear::of).toList();

    assertThat(many).doesNotHaveDuplicates();
    assertThat(many.stream().mapToDouble(Wear::roughness).average().orElseThrow())
        .isCloseTo(0.9 / Math.log(10), within(0.05)); // the mean of 10^u / 10, u uniform
    assertThat(many).allSatisfy(wear -> assertThat(wear.brightness()).isBetween(0.2, 1.0));
  }
}
