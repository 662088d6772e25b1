package org.jukebox4j.core.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jukebox4j.core.graph.GradientGraph;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.KeyedRandom;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A sequence with random weights, an input, and a weighted sum of its output as the loss. */
final class SequenceProbe {
  private static final String INPUT = "x";
  private static final String OUTPUT = "y";
  private static final String LOSS = "loss";

  private final LayerSequence sequence;
  private final SequenceShape shape;
  private final Map<String, double[]> values = new LinkedHashMap<>();
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final KeyedRandom random = new KeyedRandom(5);

  SequenceProbe(SequenceShape shape, LayerPlan... plans) {
    this.sequence = new LayerSequence("probe", List.of(plans));
    this.shape = shape;
    shapes.put(INPUT, new int[] {shape.items(), shape.rows(), sequence.inputs()});
    shapes.putAll(sequence.parameters());
    shapes.forEach((name, axes) -> values.put(name, random(shapes.size() + name.length(), axes)));
  }

  LayerSequence sequence() {
    return sequence;
  }

  Map<String, double[]> values() {
    return values;
  }

  float[] floats(String name) {
    double[] wide = Objects.requireNonNull(values.get(name));
    float[] narrow = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      narrow[i] = (float) wide[i];
    }
    return narrow;
  }

  int[] shape(String name) {
    return Objects.requireNonNull(shapes.get(name));
  }

  private double[] random(int key, int[] axes) {
    int size = Arrays.stream(axes).reduce(1, (a, b) -> a * b);
    return IntStream.range(0, size)
        .mapToDouble(i -> 2 * random.uniform(Level.BOTTOM, key, i) - 1)
        .toArray();
  }

  /** The output, the loss, and the gradient with respect to input and parameters, by name. */
  Map<String, double[]> run(GraphKind kind, DataType type) {
    SameDiff graph = kind.newGraph();
    Map<String, SDVariable> variables = new LinkedHashMap<>();
    shapes.forEach((name, axes) -> variables.put(name, graph.var(name, array(name, type))));
    SDVariable y =
        sequence
            .build(kind, Objects.requireNonNull(variables.get(INPUT)), shape, variables::get)
            .rename(OUTPUT);
    long[] outputShape = y.eval().shape();
    double[] weights = random(3, Arrays.stream(outputShape).mapToInt(Math::toIntExact).toArray());
    INDArray cotangent = Nd4j.createFromArray(weights).reshape('c', outputShape).castTo(type);
    y.mul(graph.constant(cotangent)).sum(LOSS);
    graph.setLossVariables(LOSS);
    List<String> names = new ArrayList<>(shapes.keySet());
    GraphResult result = GradientGraph.calculate(graph, Map.of(), List.of(OUTPUT, LOSS), names);
    Map<String, double[]> all = new LinkedHashMap<>();
    all.put(OUTPUT, result.output(OUTPUT).dup('c').data().asDouble());
    all.put(LOSS, result.output(LOSS).dup().data().asDouble());
    names.forEach(name -> all.put(name, result.gradient(name).dup('c').data().asDouble()));
    return all;
  }

  double loss(DataType type) {
    SameDiff graph = GraphKind.REFERENCE.newGraph();
    Map<String, SDVariable> variables = new LinkedHashMap<>();
    shapes.forEach((name, axes) -> variables.put(name, graph.constant(name, array(name, type))));
    SDVariable y =
        sequence.build(
            GraphKind.REFERENCE,
            Objects.requireNonNull(variables.get(INPUT)),
            shape,
            variables::get);
    INDArray output = y.eval();
    int[] axes = Arrays.stream(output.shape()).mapToInt(Math::toIntExact).toArray();
    double[] weights = random(3, axes);
    double[] rows = output.dup('c').data().asDouble();
    return IntStream.range(0, rows.length).mapToDouble(i -> rows[i] * weights[i]).sum();
  }

  private INDArray array(String name, DataType type) {
    long[] axes = Arrays.stream(shapes.get(name)).asLongStream().toArray();
    return Nd4j.createFromArray(values.get(name)).reshape('c', axes).castTo(type);
  }
}
