package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.graph.GradientGraph;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.core.graph.KernelOps;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.vqvae.codebook.BottleneckKernel;
import org.jukebox4j.vqvae.codebook.CodebookMetrics;
import org.jukebox4j.vqvae.codebook.CodebookSettings;
import org.jukebox4j.vqvae.codebook.CodebookTraining;
import org.jukebox4j.vqvae.codebook.Quantised;
import org.jukebox4j.vqvae.codebook.RandomRestart;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/** The bottleneck step by step: {@code bottleneck}. */
final class BottleneckCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(
        goldenDir, "bottleneck.safetensors", (file, c) -> new Run(file, c).all());
  }

  /** One file. */
  private static final class Run {
    private final GoldenFile file;
    private final Comparison comparison;
    private final int width;
    private final int size;

    Run(GoldenFile file, Comparison comparison) {
      this.file = file;
      this.comparison = comparison;
      width = Integer.parseInt(file.metadata("emb"));
      size = Integer.parseInt(file.metadata("bins"));
    }

    void all() {
      try (CodebookTraining fresh = codebook()) {
        for (int step = 0; file.has("in.fresh." + step + ".x"); step++) {
          String name = "fresh." + step;
          boolean first = step == 0;
          if (first) {
            fresh.initialise(rows(name), draws(name, 0));
          }
          gradient(name, fresh.vectors());
          JsonObject metrics =
              file.json("metrics_fresh").getAsJsonArray().get(step).getAsJsonObject();
          train(name, fresh, draws(name, first ? 1 : 0), metrics);
        }
      }
      restored();
      evaluated();
      tiled();
    }

    private CodebookTraining codebook() {
      double decay = Double.parseDouble(file.metadata("mu"));
      return new CodebookTraining(
          Level.BOTTOM, size, width, new CodebookSettings(decay, RandomRestart.ORIGINAL));
    }

    private GoldenDraws draws(String name, int number) {
      return new GoldenDraws(
          file, "in." + name + ".perm" + number, "in." + name + ".noise" + number);
    }

    /** {@code [items, width, time] -> [items * time, width]}, halves added. */
    private float[] rows(String name) {
      float[] x = timeMajor("in." + name + ".x");
      int channels = file.shape("in." + name + ".x")[1];
      return channels == width ? x : BottleneckKernel.sumOfHalves(x, width);
    }

    private float[] timeMajor(String tensor) {
      int[] shape = file.shape(tensor);
      float[] all = file.floats(tensor);
      float[] rows = new float[all.length];
      for (int item = 0; item < shape[0]; item++) {
        for (int c = 0; c < shape[1]; c++) {
          for (int t = 0; t < shape[2]; t++) {
            rows[(item * shape[2] + t) * shape[1] + c] = all[(item * shape[1] + c) * shape[2] + t];
          }
        }
      }
      return rows;
    }

    private void train(
        String name, CodebookTraining training, GoldenDraws draws, JsonObject expected) {
      Quantised quantised = training.quantise(rows(name));
      comparison.integers(
          name + " codes", file.integers("out." + name + ".x_l"), quantised.codes());
      CodebookMetrics metrics = training.update(quantised, draws);
      floats("out." + name + ".k", training.vectors());
      floats("out." + name + ".k_sum", training.sums());
      floats("out." + name + ".k_elem", training.counts());
      number(name, expected, "fit", quantised.fit());
      boolean whole = file.shape("in." + name + ".x")[1] == width;
      if (whole) {
        number(name, expected, "pn", quantised.spread());
      }
      number(name, expected, "entropy", metrics.entropy());
      number(name, expected, "used_curr", metrics.usedNow());
      number(name, expected, "usage", metrics.usage());
      number(name, expected, "dk", metrics.change());
      number(name, expected, "k_elem_below_threshold", metrics.restarts());
    }

    private void number(String name, JsonObject expected, String metric, double actual) {
      JsonElement value = expected.get(metric);
      if (value != null) {
        comparison.doubles(
            name + " " + metric,
            new double[] {value.getAsDouble()},
            new double[] {actual},
            TOLERANCE);
      }
    }

    private void floats(String name, float[] actual) {
      comparison.floats(name, file.floats(name), actual, TOLERANCE);
    }

    /** Straight-through output, commitment loss and their gradient. */
    private void gradient(String name, float[] vectors) {
      int[] shape = file.shape("in." + name + ".x");
      SameDiff graph = GraphKind.KERNEL.newGraph();
      SDVariable x =
          graph.var(
              "x",
              Nd4j.create(
                  timeMajor("in." + name + ".x"), new int[] {shape[0], shape[2], shape[1]}));
      SDVariable codebook = graph.constant(Nd4j.create(vectors, new int[] {size, width}));
      List<SDVariable> outputs =
          KernelOps.apply(graph, new BottleneckKernel(Level.BOTTOM), x, codebook);
      SDVariable weights =
          graph.constant(
              Nd4j.create(timeMajor("in." + name + ".r"), new int[] {shape[0], shape[2], width}));
      outputs.get(0).rename("straight");
      outputs.get(1).add(outputs.get(0).mul(weights).sum()).rename("loss");
      graph.setLossVariables("loss");
      GraphResult result =
          GradientGraph.calculate(graph, Map.of(), List.of("straight"), List.of("x"));
      comparison.floats(
          name + " x_d",
          timeMajor("out." + name + ".x_d"),
          result.output("straight").data().asFloat(),
          TOLERANCE);
      comparison.floats(
          name + " dx",
          timeMajor("out." + name + ".dx"),
          result.gradient("x").data().asFloat(),
          TOLERANCE);
    }

    private void restored() {
      try (CodebookTraining training = codebook()) {
        int[] batch = file.shape("in.restore.0.x");
        training.restoreFromExpectedUse(file.floats("in.restore.k"), (long) batch[0] * batch[2]);
        floats("out.restore.k_sum0", training.sums());
        floats("out.restore.k_elem0", training.counts());
        for (int step = 0; file.has("in.restore." + step + ".x"); step++) {
          String name = "restore." + step;
          JsonObject metrics =
              file.json("metrics_restore").getAsJsonArray().get(step).getAsJsonObject();
          train(name, training, draws(name, 0), metrics);
        }
      }
    }

    private void evaluated() {
      try (CodebookTraining training = codebook()) {
        training.restoreFromExpectedUse(file.floats("in.eval.k"), size);
        Quantised quantised = training.quantise(rows("eval"));
        comparison.integers("eval codes", file.integers("out.eval.x_l"), quantised.codes());
        JsonObject expected = file.json("metrics_eval").getAsJsonObject();
        number("eval", expected, "fit", quantised.fit());
        number("eval", expected, "pn", quantised.spread());
      }
    }

    private void tiled() {
      try (CodebookTraining training = codebook()) {
        training.initialise(rows("tile"), draws("tile", 0));
        train("tile", training, draws("tile", 1), file.json("metrics_tile").getAsJsonObject());
      }
    }
  }
}
