package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Conv1dTest {
  @Test
  void threeTapsAtDilationTwoAreAddedByHand() {
    // one channel, weights 1, 10, 100 at distances -2, 0, +2; zeros outside
    ConvolutionShape shape = ConvolutionShape.keepingLength(1, 1, 3, 2);
    try (TimePipeline conv = pipeline(shape, new float[] {1, 10, 100}, new float[] {0.5f})) {
      assertThat(conv.forward(new float[] {1, 2, 3, 4, 5}, 5))
          .containsExactly(310.5f, 420.5f, 531.5f, 42.5f, 53.5f);
    }
  }

  @Test
  void strideTwoReadsFourRowsFromOneBeforeTheStart() {
    ConvolutionShape shape = ConvolutionShape.downsampling(1, 1, 2);
    try (TimePipeline conv = pipeline(shape, new float[] {1, 10, 100, 1000}, new float[] {0})) {
      assertThat(conv.forward(new float[] {1, 2, 3, 4}, 4)).containsExactly(3210f, 432f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // inputs, outputs, kernel, stride, padding, dilation, time
    "64, 64, 3, 1, 1, 1, 700", "64, 32, 3, 1, 27, 27, 300", "32, 64, 3, 1, 2187, 2187, 150",
    "7, 5, 3, 1, 9, 9, 40", "64, 64, 4, 2, 1, 1, 600", "1, 32, 4, 2, 1, 1, 2200",
    "6, 9, 8, 4, 2, 1, 64", "64, 1, 3, 1, 1, 1, 1500", "3, 2, 5, 3, 2, 2, 50",
    "20, 30, 1, 1, 0, 1, 33", "64, 3, 3, 1, 81, 81, 200", "1, 1, 3, 1, 1, 1, 1"
  })
  void agreesWithTheDefinition(
      int inputs, int outputs, int kernel, int stride, int padding, int dilation, int time) {
    ConvolutionShape shape =
        new ConvolutionShape(inputs, outputs, kernel, stride, padding, dilation);
    Random random = new Random(time);
    float[] weight = Convolutions.random(random, inputs * outputs * kernel);
    float[] bias = Convolutions.random(random, outputs);
    float[] x = Convolutions.random(random, time * inputs);
    try (TimePipeline conv = pipeline(shape, weight, bias)) {
      double[] expected = Convolutions.convolve(shape, weight, bias, x, time);
      assertThat(Convolutions.error(expected, conv.forward(x, time))).isLessThan(1e-6);
    }
  }

  @Test
  void anInputShorterThanTheKernelGivesNothing() {
    ConvolutionShape shape = new ConvolutionShape(1, 1, 3, 1, 0, 1);
    try (TimePipeline conv = pipeline(shape, new float[] {1, 1, 1}, new float[] {0})) {
      assertThat(conv.forward(new float[] {1, 2}, 2)).isEmpty();
    }
  }

  @Test
  void aShapeWithoutChannelsIsRefused() {
    assertThatThrownBy(() -> new ConvolutionShape(0, 1, 3, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("inputs must be at least 1, but was 0");
  }

  private static TimePipeline pipeline(ConvolutionShape shape, float[] weight, float[] bias) {
    return new TimePipeline(List.of(Convolutions.layer(shape, weight, bias)));
  }
}
