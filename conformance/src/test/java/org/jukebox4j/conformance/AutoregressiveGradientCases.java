package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.graph.AutoregressiveGraph;
import org.jukebox4j.prior.graph.BitsLoss;
import org.nd4j.autodiff.samediff.SDVariable;

/** Gradients of autoregressive models: {@code prior_*}. */
final class AutoregressiveGradientCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenGraph.cases(
        goldenDir,
        "prior_*.safetensors",
        (golden, comparison) -> new Run(golden, comparison).run());
  }

  /** One file in one form. */
  private static final class Run {
    private final GoldenGraph golden;
    private final GoldenFile file;
    private final Comparison comparison;
    private final AutoregressiveConfig config;
    private final int[] shape;
    private final double tolerance;
    private final List<String> inputs = new ArrayList<>();

    Run(GoldenGraph golden, Comparison comparison) {
      this.golden = golden;
      this.file = golden.file();
      this.comparison = comparison;
      this.config = new AutoregressiveSettings(file).config();
      this.shape = file.shape("in.x"); // [items, time]
      this.tolerance = TransformerCases.tolerance(config.transformer().depth());
    }

    private @Nullable SDVariable input(String tensor, int... otherShape) {
      if (!file.has(tensor)) {
        return null;
      }
      inputs.add(tensor);
      return golden.input(tensor, otherShape.length == 0 ? file.shape(tensor) : otherShape);
    }

    void run() {
      int width = config.transformer().width();
      AutoregressiveGraph.Inputs operands =
          new AutoregressiveGraph.Inputs(
              golden.integers("in.x", file.ints("in.x"), shape),
              input("in.y_cond", shape[0], width),
              input("in.x_cond"),
              input("in.encoder_kv"));
      golden.build(
          file.parameters("param."),
          scope -> {
            compare(AutoregressiveGraph.build(golden.context(shape[0]), scope, config, operands));
            return "";
          });
    }

    private void compare(AutoregressiveGraph model) {
      SDVariable states = model.states();
      if (config.output() == Output.NONE) {
        GraphResult result = gradients(golden.weighted(states, "in.r"), states);
        compare("acts_train", result, states);
        return;
      }
      double share = config.lengths().prefixLength() == 0 ? 0 : AutoregressiveCases.LYRICS_SHARE;
      SDVariable bits = model.bits();
      SDVariable loss = BitsLoss.ofShared(bits, shape[0], config.lengths(), share);
      GraphResult result = gradients(loss, states, bits);
      compare("acts", result, states);
      compareLosses(GoldenGraph.floats(result.output(bits.name())), golden.loss(result));
    }

    private GraphResult gradients(SDVariable loss, SDVariable... outputs) {
      GraphResult result = golden.run(loss, List.of(outputs), inputs.toArray(new String[0]));
      for (String input : inputs) {
        String recorded = input.replace("in.", "out.grad_in.");
        comparison.isTrue(recorded, file.has(recorded), "is not recorded");
        comparison.floats(
            input, file.floats(recorded), GoldenGraph.floats(result.gradient(input)), tolerance);
      }
      golden.compareGradients(result, "out.grad.", comparison, tolerance);
      return result;
    }

    private void compare(String what, GraphResult result, SDVariable output) {
      comparison.floats(
          what,
          file.floats("out." + what),
          GoldenGraph.floats(result.output(output.name())),
          tolerance);
    }

    private void compareLosses(float[] bits, double loss) {
      int lyrics = config.lengths().prefixLength();
      compareNumber("loss", loss);
      if (lyrics > 0) {
        double lyricsBits = 0;
        double codeBits = 0;
        for (int i = 0; i < bits.length; i++) {
          if (i % shape[1] < lyrics) {
            lyricsBits += bits[i];
          } else {
            codeBits += bits[i];
          }
        }
        compareNumber("prime_loss", lyricsBits / shape[0] / lyrics);
        compareNumber("gen_loss", codeBits / shape[0] / (shape[1] - lyrics));
      }
    }

    private void compareNumber(String name, double actual) {
      comparison.doubles(name, file.doubles("out." + name), new double[] {actual}, tolerance);
    }
  }
}
