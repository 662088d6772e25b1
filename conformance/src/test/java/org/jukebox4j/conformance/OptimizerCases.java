package org.jukebox4j.conformance;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.graph.GradientGraph;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.core.graph.GraphVariables;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.training.Optimiser;
import org.jukebox4j.core.training.OptimiserSettings;
import org.jukebox4j.core.training.TrainingStep;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.graph.AutoregressiveGraph;
import org.jukebox4j.prior.graph.GraphContext;
import org.jukebox4j.prior.kernel.KernelMemory;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** A few training steps of a small prior: {@code optimizer}. */
final class OptimizerCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;
  private static final String LOSS = "loss";
  private static final String TOKENS = "tokens";

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (GraphKind kind : List.of(GraphKind.KERNEL, GraphKind.REFERENCE)) {
      for (Path file : GoldenFolder.matching(goldenDir, "optimizer.safetensors")) {
        String form = kind == GraphKind.KERNEL ? "kernel graph" : "reference graph";
        cases.add(
            new GoldenCase(
                GoldenFolder.stem(file) + "/" + form,
                comparison -> {
                  try (Training training = new Training(GoldenFile.read(file), kind, comparison)) {
                    training.run();
                  }
                }));
      }
    }
    return cases;
  }

  /** The training run of one file. */
  private static final class Training implements AutoCloseable {
    private final GoldenFile file;
    private final Comparison comparison;
    private final KernelMemory memory = new KernelMemory(KernelMemory.Activations.KEPT);
    private final SameDiff graph;
    private final GraphVariables variables;
    private final Optimiser optimiser;
    private final int items;
    private final int length;

    Training(GoldenFile file, GraphKind kind, Comparison comparison) {
      this.file = file;
      this.comparison = comparison;
      this.graph = kind.newGraph();
      this.variables = new GraphVariables(graph, DataType.FLOAT);
      this.items = file.shape("in.x")[1];
      this.length = file.shape("in.x")[2];
      AutoregressiveConfig config =
          new OptimizerModel(file).closestTo(steps().get(0).get(LOSS).getAsDouble());
      SDVariable tokens = graph.placeHolder(TOKENS, DataType.INT, items, length);
      try (ParameterBinding binding = new ParameterBinding(file.parameters("param."))) {
        binding.bind(
            file.name(),
            scope ->
                AutoregressiveGraph.build(
                        new GraphContext(kind, items, memory),
                        variables.from(scope),
                        config,
                        new AutoregressiveGraph.Inputs(tokens, null, null, null))
                    .bits()
                    .mean(LOSS),
            name -> true);
      }
      graph.setLossVariables(LOSS);
      this.optimiser = new Optimiser(variables.tensors(), settings());
    }

    private OptimiserSettings settings() {
      OptimiserOptions options = new OptimiserOptions(file.json("hps").getAsJsonObject());
      return OptimiserSettings.defaults(0)
          .withAdam(options.adam())
          .withLearningRate(options.learningRate())
          .withClipping(options.clipping())
          .withAverages(file.json("ema_mu").getAsDouble());
    }

    private List<JsonObject> steps() {
      return GoldenJson.objects(file.json("steps"));
    }

    void run() {
      List<JsonObject> steps = steps();
      for (int step = 0; step < steps.size(); step++) {
        compare(steps.get(step), makeStep(step));
        compareTensors("out.step" + step + ".", variables.tensors());
      }
      compareTensors("out.exp_avg.", withPrefix("optimiser.first_moment."));
      compareTensors("out.exp_avg_sq.", withPrefix("optimiser.second_moment."));
      Map<String, FloatTensor> averages = withPrefix("average.");
      compareTensors("out.ema.", averages);
      compareFlat("out.fused_ema_flat", averages);
    }

    private TrainingStep makeStep(int step) {
      int[] all = file.ints("in.x"); // [steps, items, length]
      int size = items * length;
      int[] tokens = Arrays.copyOfRange(all, step * size, (step + 1) * size);
      GraphResult result =
          GradientGraph.calculate(
              graph,
              Map.of(TOKENS, Nd4j.createFromArray(tokens).reshape(items, length)),
              List.of(LOSS),
              variables.names());
      return optimiser.step(result.output(LOSS).getDouble(0), result.gradientTensors());
    }

    private void compare(JsonObject expected, TrainingStep actual) {
      compare("loss", expected, actual.loss());
      compare("grad_norm", expected, actual.gradientNorm());
      compare("grad_divisor", expected, actual.divisor());
      compare("lr_logged", expected, actual.learningRate());
    }

    private void compare(String name, JsonObject expected, double actual) {
      comparison.doubles(
          name, new double[] {expected.get(name).getAsDouble()}, new double[] {actual}, TOLERANCE);
    }

    private void compareTensors(String prefix, Map<String, FloatTensor> actual) {
      actual.forEach(
          (name, tensor) -> {
            if (file.has(prefix + name)) {
              comparison.floats(
                  prefix + name, file.floats(prefix + name), tensor.toArray(), TOLERANCE);
            }
          });
    }

    /** All averages one after another, in the order in which the file lists them by name. */
    private void compareFlat(String name, Map<String, FloatTensor> averages) {
      float[] expected = file.floats(name);
      float[] actual = new float[expected.length];
      int at = 0;
      for (String each : file.names()) {
        FloatTensor average = averages.get(each.replaceFirst("^out\\.ema\\.", ""));
        if (each.startsWith("out.ema.") && average != null) {
          average.read(0, actual, at, average.size());
          at += average.size();
        }
      }
      comparison.isTrue(name, at == actual.length, "there were averages for " + at + " of it");
      comparison.floats(name, expected, actual, TOLERANCE);
    }

    private Map<String, FloatTensor> withPrefix(String prefix) {
      Map<String, FloatTensor> found = new LinkedHashMap<>();
      optimiser
          .tensors()
          .forEach(
              (name, tensor) -> {
                if (name.startsWith(prefix)) {
                  found.put(name.substring(prefix.length()), tensor);
                }
              });
      return found;
    }

    @Override
    public void close() {
      optimiser.close();
      memory.close();
    }
  }
}
