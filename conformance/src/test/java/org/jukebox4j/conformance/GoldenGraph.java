package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jukebox4j.core.graph.GradientGraph;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.core.graph.GraphScope;
import org.jukebox4j.core.graph.GraphVariables;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.prior.graph.GraphContext;
import org.jukebox4j.prior.kernel.KernelMemory;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A trainable part as a graph over the tensors of a golden file, and its gradients. */
final class GoldenGraph implements AutoCloseable {
  private static final String LOSS = "golden_loss";

  private final GoldenFile file;
  private final SameDiff graph;
  private final GraphVariables parameters;
  private final KernelMemory memory;
  private final GraphKind kind;
  private final KernelMemory.Activations activations;
  private final Map<String, INDArray> placeholders = new LinkedHashMap<>();

  /** Computes with one file and one form of the graph, and compares. */
  @FunctionalInterface
  interface GraphCheck {
    /**
     * Runs the check.
     *
     * @param graph an empty graph over the file
     * @param comparison receives every pair of values
     */
    void run(GoldenGraph graph, Comparison comparison);
  }

  private GoldenGraph(GoldenFile file, GraphKind kind, KernelMemory.Activations activations) {
    this.file = file;
    this.kind = kind;
    this.activations = activations;
    this.graph = kind.newGraph();
    this.parameters = new GraphVariables(graph, DataType.FLOAT);
    this.memory = new KernelMemory(activations);
  }

  /**
   * Makes three cases of each matching file: the kernel graph with kept and with recomputed
   * activations, and the reference graph.
   *
   * @param goldenDir the golden folder
   * @param glob which file names
   * @param check run with each file and form
   * @return the cases in the order of their names
   * @throws IOException if the folder cannot be read
   */
  static List<GoldenCase> cases(Path goldenDir, String glob, GraphCheck check) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (Path path : GoldenFolder.matching(goldenDir, glob)) {
      for (KernelMemory.Activations activations : KernelMemory.Activations.values()) {
        String form = "kernel graph, activations " + activations.name().toLowerCase(Locale.ROOT);
        cases.add(one(path, form, GraphKind.KERNEL, activations, check));
      }
      cases.add(
          one(path, "reference graph", GraphKind.REFERENCE, KernelMemory.Activations.KEPT, check));
    }
    return cases;
  }

  private static GoldenCase one(
      Path path,
      String form,
      GraphKind kind,
      KernelMemory.Activations activations,
      GraphCheck check) {
    return new GoldenCase(
        GoldenFolder.stem(path) + "/gradients, " + form,
        comparison -> {
          try (GoldenGraph graph = new GoldenGraph(GoldenFile.read(path), kind, activations)) {
            check.run(graph, comparison);
          }
        });
  }

  /** An empty graph of the same form over the same file. */
  GoldenGraph another() {
    return new GoldenGraph(file, kind, activations);
  }

  GoldenFile file() {
    return file;
  }

  SameDiff graph() {
    return graph;
  }

  GraphContext context(int items) {
    return new GraphContext(kind, items, memory);
  }

  /** A float32 placeholder that holds a tensor of the file. */
  SDVariable input(String tensor) {
    return input(tensor, file.shape(tensor));
  }

  /** A float32 placeholder that holds a tensor of the file in another shape. */
  SDVariable input(String tensor, int... shape) {
    long[] wide = Arrays.stream(shape).asLongStream().toArray();
    placeholders.put(tensor, Nd4j.create(file.floats(tensor), wide, 'c'));
    return graph.placeHolder(tensor, DataType.FLOAT, wide);
  }

  /** An int32 placeholder. */
  SDVariable integers(String name, int[] values, int... shape) {
    long[] wide = Arrays.stream(shape).asLongStream().toArray();
    placeholders.put(name, Nd4j.createFromArray(values).reshape(wide));
    return graph.placeHolder(name, DataType.INT, wide);
  }

  /** Builds a part from the parameters of the file. */
  <T> T build(ParameterSource source, Function<GraphScope, T> builder) {
    try (ParameterBinding binding = new ParameterBinding(source)) {
      return binding.bind(
          file.name(), scope -> builder.apply(parameters.from(scope)), name -> true);
    }
  }

  /** Declares the sum of products of an output and its golden cotangent as a part of the loss. */
  SDVariable weighted(SDVariable output, String cotangent) {
    return output.mul(input(cotangent)).sum();
  }

  List<String> parameterNames() {
    return parameters.names();
  }

  /** Computes outputs and the gradients of a loss by all parameters and some placeholders. */
  GraphResult run(SDVariable loss, List<SDVariable> outputs, String... inputs) {
    SDVariable named = loss.rename(LOSS);
    graph.setLossVariables(named.name());
    List<String> variables = new ArrayList<>(parameters.names());
    variables.addAll(List.of(inputs));
    List<String> wanted = new ArrayList<>(outputs.stream().map(SDVariable::name).toList());
    wanted.add(LOSS);
    return GradientGraph.calculate(graph, placeholders, wanted, variables);
  }

  double loss(GraphResult result) {
    return result.output(LOSS).getDouble(0);
  }

  static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  /** Compares every recorded gradient of a parameter, and the recorded norms. */
  void compareGradients(
      GraphResult result, String prefix, Comparison comparison, double tolerance) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    for (String name : parameters.names()) {
      gradients.put(name, floats(result.gradient(name)));
    }
    new GoldenGradients(file, prefix).compare(gradients, comparison, tolerance);
  }

  @Override
  public void close() {
    memory.close();
  }
}
