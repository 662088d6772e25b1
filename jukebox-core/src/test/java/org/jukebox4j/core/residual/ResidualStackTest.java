package org.jukebox4j.core.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jukebox4j.core.kernel.TimePipeline;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResidualStackTest {
  private static final DilationSchedule GROWING =
      new DilationSchedule(3, DilationSchedule.NO_CYCLE, DilationOrder.GROWING);

  @Test
  void oneBlockOfOneChannelIsWorkedByHand() {
    ParameterSource source =
        ParameterSource.of(
            Map.of(
                "model.0.model.1.weight", FloatTensor.of(new float[] {1, 2, -1}, 1, 1, 3),
                "model.0.model.1.bias", FloatTensor.of(new float[] {1}, 1),
                "model.0.model.3.weight", FloatTensor.of(new float[] {10}, 1, 1, 1),
                "model.0.model.3.bias", FloatTensor.of(new float[] {0.5f}, 1)));
    try (TimePipeline block = stack(source, config(1, 1, 1, ResidualScale.ONE))) {
      // relu(x) = 1 0 3; hidden = relu(1 + 2*1 - 0, 1 + 1 - 3, 1 + 0 + 2*3) = 3 0 7
      assertThat(block.forward(new float[] {1, -2, 3}, 3))
          .containsExactly(1 + 30.5f, -2 + 0.5f, 3 + 70.5f);
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 8, 1.0, 3000", "10, 3, 1.5, 100", "32, 4, 0.5, 1"})
  void agreesWithTheDefinition(int width, int depth, double hiddenFactor, int time) {
    RandomParameters parameters = new RandomParameters(7);
    ResidualStackConfig config =
        config(width, depth, hiddenFactor, ResidualScale.INVERSE_ROOT_DEPTH);
    float[] x = new float[time * width];
    Random random = new Random(1);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    double[] expected = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      expected[i] = x[i];
    }
    int[] dilations = GROWING.dilations(depth);
    for (int block = 0; block < depth; block++) {
      String name = "model." + block + ".model.";
      expected = block(parameters, name, config, expected, dilations[block]);
    }
    try (TimePipeline stack = stack(parameters, config)) {
      float[] actual = stack.forward(x, time);
      for (int i = 0; i < x.length; i++) {
        assertThat((double) actual[i]).isCloseTo(expected[i], within(2e-5));
      }
    }
  }

  @Test
  void bothNamesOfTheListOfBlocksAreRead() {
    ResidualStackConfig config = config(4, 2, 1, ResidualScale.ONE);
    ParameterSource plain = new RandomParameters(5);
    float[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    try (TimePipeline usual = stack(plain, config);
        TimePipeline other = stack(renamed(plain), config)) {
      assertThat(other.forward(x, 2)).isEqualTo(usual.forward(x, 2));
    }
  }

  /** Holds {@code model} as {@code blocks}, and nothing else. */
  private static ParameterSource renamed(ParameterSource plain) {
    return new ParameterSource() {
      @Override
      public Optional<FloatTensor> find(String name, int... shape) {
        return name.startsWith("blocks.")
            ? plain.find("model." + name.substring("blocks.".length()), shape)
            : Optional.empty();
      }

      @Override
      public Set<String> names() {
        return Set.of();
      }
    };
  }

  private static double[] block(
      ParameterSource source, String name, ResidualStackConfig config, double[] x, int dilation) {
    int width = config.width();
    int hidden = config.hiddenWidth();
    float[] inner = source.find(name + "1.weight", hidden, width, 3).orElseThrow().toArray();
    float[] outer = source.find(name + "3.weight", width, hidden, 1).orElseThrow().toArray();
    double scale = 1 / Math.sqrt(config.depth());
    int time = x.length / width;
    double[] y = x.clone();
    for (int t = 0; t < time; t++) {
      for (int h = 0; h < hidden; h++) {
        double sum = 0; // random biases are zero
        for (int tap = 0; tap < 3; tap++) {
          int row = t + (tap - 1) * dilation;
          for (int c = 0; row >= 0 && row < time && c < width; c++) {
            sum += Math.max(0, x[row * width + c]) * inner[(h * width + c) * 3 + tap];
          }
        }
        for (int c = 0; c < width; c++) {
          y[t * width + c] += scale * Math.max(0, sum) * outer[c * hidden + h];
        }
      }
    }
    return y;
  }

  private static ResidualStackConfig config(
      int width, int depth, double hiddenFactor, ResidualScale scale) {
    return new ResidualStackConfig(width, depth, hiddenFactor, GROWING, scale);
  }

  private static TimePipeline stack(ParameterSource source, ResidualStackConfig config) {
    ParameterBinding binding = new ParameterBinding(source);
    return binding.bind(
        "the stack",
        root ->
            new TimePipeline(
                IntStream.range(0, config.depth())
                    .mapToObj(i -> ResidualStack.block(root, config, BlockName.MODEL, i))
                    .toList()),
        name -> true);
  }
}
