package org.jukebox4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

final class AdamTest {
  private static final Offset<Float> CLOSE = within(1e-6f);

  @Test
  void theFirstStepIsAboutAThirdOfTheRateWhenEpsilonIsLarge() {
    Map<String, FloatTensor> weights = Tensors.of("w", 1, 1);
    AdamSettings settings = AdamSettings.defaults().withEpsilon(1);
    try (Adam adam = new Adam(weights, settings)) {
      adam.step(Tensors.of("w", 2, -4), 0.1, 2);

      // m = 0.1 g, v = 0.001 g²; step = 0.1 * sqrt(0.001) / 0.1; g = 1 and -2
      double step = 0.1 * Math.sqrt(0.001) / 0.1;
      assertThat(Tensors.get(weights, "w"))
          .containsExactly(
              new float[] {
                (float) (1 - step * 0.1 / (Math.sqrt(0.001) + 1)),
                (float) (1 + step * 0.2 / (Math.sqrt(0.004) + 1))
              },
              CLOSE);
      assertThat(Tensors.get(adam.state(), "first_moment.w"))
          .containsExactly(new float[] {0.1f, -0.2f}, CLOSE);
      assertThat(Tensors.get(adam.state(), "second_moment.w"))
          .containsExactly(new float[] {0.001f, 0.004f}, CLOSE);
    }
  }

  @Test
  void weightDecayIsMultipliedByTheBiasCorrectedStep() {
    Map<String, FloatTensor> weights = Tensors.of("bias", 4);
    AdamSettings settings = AdamSettings.defaults().withWeightDecay(0.5, WeightDecay.WITH_THE_STEP);
    try (Adam adam = new Adam(weights, settings)) {
      adam.step(Tensors.of("bias", 0), 0.1, 1);

      assertThat(Tensors.get(weights, "bias")[0])
          .isCloseTo((float) (4 - 0.1 * 0.316227766 * 0.5 * 4), CLOSE);
    }
  }

  @Test
  void decoupledWeightDecayIsMultipliedByTheRateAlone() {
    Map<String, FloatTensor> weights = Tensors.of("bias", 4);
    AdamSettings settings = AdamSettings.defaults().withWeightDecay(0.5, WeightDecay.DECOUPLED);
    try (Adam adam = new Adam(weights, settings)) {
      adam.step(Tensors.of("bias", 0), 0.1, 1);

      assertThat(Tensors.get(weights, "bias")[0]).isCloseTo(3.8f, CLOSE);
    }
  }

  @Test
  void manyStepsAgreeWithALoopInDouble() {
    Map<String, FloatTensor> weights = Tensors.several(1);
    AdamSettings settings = new AdamSettings(0.8, 0.95, 1e-4, 0.02, WeightDecay.WITH_THE_STEP);
    double[] expected = widen(Tensors.get(weights, "large"));
    double[] mean = new double[expected.length];
    double[] square = new double[expected.length];
    try (Adam adam = new Adam(weights, settings)) {
      for (int t = 1; t <= 5; t++) {
        Map<String, FloatTensor> gradients = Tensors.several(10 * t);
        adam.step(gradients, 0.01, 3);
        float[] gradient = Tensors.get(gradients, "large");
        double step = 0.01 * Math.sqrt(1 - Math.pow(0.95, t)) / (1 - Math.pow(0.8, t));
        for (int i = 0; i < expected.length; i++) {
          double g = gradient[i] / 3.0;
          mean[i] = 0.8 * mean[i] + 0.2 * g;
          square[i] = 0.95 * square[i] + 0.05 * g * g;
          expected[i] -= step * (mean[i] / (Math.sqrt(square[i]) + 1e-4) + 0.02 * expected[i]);
        }
      }
    }
    double worst = 0;
    float[] actual = Tensors.get(weights, "large");
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    }
    assertThat(worst).as("largest difference").isLessThan(1e-6);
  }

  @Test
  void aRestoredOptimiserGoesOnWithTheSameBits() {
    AdamSettings settings = AdamSettings.defaults().withWeightDecay(0.01, WeightDecay.DECOUPLED);
    Map<String, FloatTensor> weights = Tensors.several(1);
    try (Adam adam = new Adam(weights, settings)) {
      adam.step(Tensors.several(2), 1e-3, 1);
      Map<String, FloatTensor> savedWeights = Tensors.copy(weights);
      Map<String, FloatTensor> savedState = Tensors.copy(adam.state());
      adam.step(Tensors.several(3), 1e-3, 1);
      try (Adam resumed = new Adam(savedWeights, settings)) {
        resumed.restore(1, savedState);
        resumed.step(Tensors.several(3), 1e-3, 1);
        assertThat(resumed.steps()).isEqualTo(2);
        for (String name : weights.keySet()) {
          assertThat(Tensors.get(savedWeights, name)).isEqualTo(Tensors.get(weights, name));
        }
      }
    }
  }

  @Test
  void allWrongGradientsAreNamedTogether() {
    try (Adam adam = new Adam(Tensors.several(1), AdamSettings.defaults())) {
      Map<String, FloatTensor> gradients = new LinkedHashMap<>(Tensors.several(2));
      gradients.remove("scalar");
      gradients.put("vector", FloatTensor.zeros(8));
      gradients.put("extra", FloatTensor.zeros(1));

      assertThatThrownBy(() -> adam.step(gradients, 1e-3, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "gradients: expected one tensor for each trained parameter, but extra is not a"
                  + " parameter, scalar is missing, vector is FloatTensor[8] instead of"
                  + " FloatTensor[7]");
      assertThat(adam.steps()).isZero();
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    AdamSettings good = AdamSettings.defaults();

    assertThatThrownBy(() -> good.withDecays(1, 0.9))
        .hasMessage("beta1 must be at least 0 and below 1, but was 1.0");
    assertThatThrownBy(() -> good.withEpsilon(0))
        .hasMessage("epsilon must be a positive number, such as 1e-8, but was 0.0");
    assertThatThrownBy(() -> good.withWeightDecay(Double.NaN, WeightDecay.DECOUPLED))
        .hasMessage("weightDecay must be 0 (none) or a positive number, but was NaN");
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
