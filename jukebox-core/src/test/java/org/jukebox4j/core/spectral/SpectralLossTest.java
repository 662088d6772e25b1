package org.jukebox4j.core.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The losses share their properties: each is worked out for an output of half the amplitude. */
final class SpectralLossTest {
  private static final float[] TARGET = tone(6000, 1);
  private static final float[] HALF = tone(6000, 0.5);
  private static final float[] SILENCE = new float[6000];

  @Test
  void halfTheAmplitudeIsHalfTheNormAway() {
    double norm = new SpectralLoss().between(TARGET, SILENCE);

    assertThat(norm).isGreaterThan(100);
    assertThat(new SpectralLoss().between(TARGET, HALF)).isCloseTo(norm / 2, withPercentage(1e-3));
    assertThat(new SpectralLoss().between(TARGET, TARGET)).isZero();
  }

  @Test
  void polarityIsNotHeard() {
    float[] negated = tone(6000, -1);

    assertThat(new SpectralLoss().between(TARGET, negated)).isZero();
  }

  @Test
  void severalResolutionsAreAveraged() {
    double sum = 0;
    for (StftResolution resolution : StftResolution.MULTI_RESOLUTION_SPECTRAL_LOSS) {
      sum += new SpectralLoss(resolution).between(TARGET, HALF);
    }

    assertThat(new MultiResolutionSpectralLoss().between(TARGET, HALF)).isEqualTo(sum / 3);
    assertThatThrownBy(() -> new MultiResolutionSpectralLoss(List.of()))
        .hasMessage("resolutions must not be empty");
  }

  @Test
  void convergenceIsRelativeToTheTarget() {
    SpectralConvergence convergence = new SpectralConvergence();

    assertThat(convergence.between(TARGET, HALF)).isCloseTo(0.5, withPercentage(1e-3));
    assertThat(convergence.between(HALF, TARGET)).isCloseTo(1, withPercentage(1e-3));
    assertThat(convergence.between(TARGET, SILENCE)).isEqualTo(1);
  }

  @Test
  void aSilentTargetHasNoConvergence() {
    SpectralConvergence convergence = new SpectralConvergence();

    assertThat(convergence.between(SILENCE, TARGET)).isZero();
    assertThat(convergence.between(tone(6000, 1e-7), TARGET)).isZero();
  }

  @Test
  void logMagnitudesOfSilenceAreTheLogarithmOfTheFloor() {
    LogMagnitudeLoss loss = new LogMagnitudeLoss(new StftResolution(2, 2, 1));

    // the window of one sample is 0: both spectra are silent
    assertThat(loss.between(TARGET, SILENCE)).isZero();
    assertThat(new LogMagnitudeLoss().between(TARGET, TARGET)).isZero();
  }

  @Test
  void logMagnitudesOfLoudNoiseDifferByTheLogarithmOfTheRatio() {
    float[] loud = new float[6000];
    float[] louder = new float[6000];
    Random random = new Random(9);
    for (int i = 0; i < loud.length; i++) {
      loud[i] = 1e4f * (random.nextFloat() - 0.5f);
      louder[i] = 4 * loud[i];
    }

    assertThat(new LogMagnitudeLoss().between(loud, louder))
        .isCloseTo(Math.log(4), withPercentage(1e-3));
  }

  @Test
  void signalsOfDifferentLengthAreRefused() {
    assertThatThrownBy(() -> new SpectralLoss().between(TARGET, new float[5000]))
        .hasMessageContaining("24 frames of")
        .hasMessageContaining("20 frames of");
  }

  private static float[] tone(int samples, double amplitude) {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (float) (amplitude * Math.sin(0.1 * i) * Math.cos(0.0031 * i));
    }
    return tone;
  }
}
