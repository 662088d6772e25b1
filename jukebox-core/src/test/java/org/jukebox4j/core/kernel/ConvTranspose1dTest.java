package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConvTranspose1dTest {
  @Test
  void eachInputSpreadsOverFourOutputsByHand() {
    FloatTensor weight = FloatTensor.of(new float[] {1, 10, 100, 1000}, 1, 1, 4);
    try (TimePipeline up =
        new TimePipeline(List.of(new ConvTranspose1d(weight, new float[] {0})))) {
      // row 0 spreads to -1..2, row 1 to 1..4
      assertThat(up.forward(new float[] {1, 2}, 2)).containsExactly(10f, 102f, 1020f, 200f);
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 64, 2, 600", "32, 64, 2, 1", "10, 16, 4, 37", "5, 3, 6, 20"})
  void agreesWithTheDefinition(int inputs, int outputs, int stride, int time) {
    UpsamplingShape shape = new UpsamplingShape(inputs, outputs, stride);
    Random random = new Random(time);
    float[] weight = Convolutions.random(random, inputs * outputs * 2 * stride);
    float[] bias = Convolutions.random(random, outputs);
    float[] x = Convolutions.random(random, time * inputs);
    FloatTensor tensor = FloatTensor.of(weight, inputs, outputs, 2 * stride);
    try (TimePipeline up = new TimePipeline(List.of(new ConvTranspose1d(tensor, bias)))) {
      double[] expected = Convolutions.convolveTransposed(shape, weight, bias, x, time);
      assertThat(Convolutions.error(expected, up.forward(x, time))).isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({"32, 64, 2, 3, 900", "6, 5, 4, 5, 3", "4, 3, 2, 3, 1"})
  void foldedWithTheOutputConvolutionItGivesWhatBothGive(
      int inputs, int middle, int stride, int kernel, int time) {
    Random random = new Random(kernel);
    UpsamplingShape shape = new UpsamplingShape(inputs, middle, stride);
    float[] upWeight = Convolutions.random(random, inputs * middle * 2 * stride);
    float[] upBias = Convolutions.random(random, middle);
    float[] outWeight = Convolutions.random(random, middle * kernel);
    float[] x = Convolutions.random(random, time * inputs);
    double[] between = Convolutions.convolveTransposed(shape, upWeight, upBias, x, time);
    float[] narrowed = new float[between.length];
    for (int i = 0; i < narrowed.length; i++) {
      narrowed[i] = (float) between[i];
    }
    double[] expected =
        Convolutions.convolve(
            ConvolutionShape.keepingLength(middle, 1, kernel, 1),
            outWeight,
            new float[] {0.7f},
            narrowed,
            time * stride);
    ParameterSource source =
        ParameterSource.of(
            Map.of(
                "up.weight", FloatTensor.of(upWeight, inputs, middle, 2 * stride),
                "up.bias", FloatTensor.of(upBias, middle),
                "out.weight", FloatTensor.of(outWeight, 1, middle, kernel),
                "out.bias", FloatTensor.of(new float[] {0.7f}, 1)));
    try (ParameterBinding binding = new ParameterBinding(source);
        TimePipeline folded =
            binding.bind(
                "the folded output",
                root ->
                    new TimePipeline(
                        FoldedOutput.from(root.child("up"), root.child("out"), shape, kernel)),
                name -> true)) {
      assertThat(Convolutions.error(expected, folded.forward(x, time))).isLessThan(1e-6);
    }
  }

  @Test
  void anOddStrideIsRefused() {
    assertThatThrownBy(() -> new UpsamplingShape(1, 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stride must be even, but was 3");
  }
}
