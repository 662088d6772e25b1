package org.jukebox4j.core.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.KeyedRandom;
import org.junit.jupiter.api.Test;

final class SpectralMeasureTest {
  private static final StftResolution SMALL = new StftResolution(16, 5, 12);
  private static final List<SpectralMeasure> MEASURES =
      List.of(
          new SpectralLoss(SMALL),
          new SpectralConvergence(SMALL),
          new LogMagnitudeLoss(SMALL),
          new MultiResolutionSpectralLoss(List.of(SMALL, new StftResolution(8, 3, 8))),
          new PreEmphasis(new SpectralLoss(SMALL), 0.9));

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    float[] target = wave(200, 4.1);
    for (SpectralMeasure measure : MEASURES) {
      float[] output = wave(200, 0.47);
      LossGradient result = measure.gradient(target, output);
      assertThat(result.loss()).isCloseTo(measure.between(target, output), within(1e-6));
      for (int i = 0; i < output.length; i += 7) {
        assertThat((double) result.gradient()[i])
            .as("%s at sample %d", measure.getClass().getSimpleName(), i)
            .isCloseTo(slope(measure, target, output, i), within(5e-3 * largest(result)));
      }
    }
  }

  @Test
  void emphasisRaisesHighFrequenciesAndWithoutCoefficientNothing() {
    float[] sound = {1, 1, 1, -1, 1};
    assertThat(new PreEmphasis(new SpectralLoss(SMALL), 0.5).filter(sound))
        .containsExactly(1, 0.5f, 0.5f, -1.5f, 1.5f);
    assertThat(new PreEmphasis(new SpectralLoss(SMALL), 0).between(wave(40, 0.3), wave(40, 0.4)))
        .isEqualTo(new SpectralLoss(SMALL).between(wave(40, 0.3), wave(40, 0.4)));
    assertThatThrownBy(() -> new PreEmphasis(new SpectralLoss(SMALL), 1))
        .hasMessageContaining("must be at least 0 and below 1, but was 1.0");
  }

  private static double slope(SpectralMeasure measure, float[] target, float[] output, int i) {
    float before = output[i];
    output[i] = before + 1e-3f;
    double above = measure.between(target, output);
    output[i] = before - 1e-3f;
    double below = measure.between(target, output);
    output[i] = before;
    return (above - below) / 2e-3;
  }

  private static double largest(LossGradient result) {
    double largest = 0;
    for (float value : result.gradient()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void aSilentOutputHasNoGradient() {
    for (SpectralMeasure measure : MEASURES) {
      LossGradient result = measure.gradient(wave(40, 0.3), new float[40]);
      assertThat(result.gradient()).as(measure.getClass().getSimpleName()).containsOnly(0f);
    }
  }

  @Test
  void equalSignalsHaveNeitherLossNorGradient() {
    for (SpectralMeasure measure : MEASURES) {
      LossGradient result = measure.gradient(wave(40, 0.3), wave(40, 0.3));
      assertThat(result.loss()).isZero();
      assertThat(result.gradient()).as(measure.getClass().getSimpleName()).containsOnly(0f);
    }
  }

  @Test
  void aSilentTargetHasNoConvergenceToGoTo() {
    LossGradient result = new SpectralConvergence(SMALL).gradient(new float[40], wave(40, 0.3));
    assertThat(result.loss()).isZero();
    assertThat(result.gradient()).containsOnly(0f);
  }

  private static float[] wave(int samples, double frequency) {
    float[] wave = new float[samples];
    for (int i = 0; i < samples; i++) {
      double noise = new KeyedRandom(1).uniform(Level.BOTTOM, 0, i);
      wave[i] = (float) (0.3 * Math.sin(frequency * i) + frequency * (noise - 0.5));
    }
    return wave;
  }
}
