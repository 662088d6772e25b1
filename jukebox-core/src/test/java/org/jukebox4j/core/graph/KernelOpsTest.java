package org.jukebox4j.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

final class KernelOpsTest {
  private static final double FLOAT_ERROR = 1e-5;

  private final SameDiff graph = GraphKind.KERNEL.newGraph();

  private static INDArray ramp(double from, double step, long... shape) {
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[(int) length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (from + step * ((i * 7) % values.length));
    }
    return Nd4j.createFromArray(values).reshape(shape);
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double scale = Math.max(1e-6, expected.amaxNumber().doubleValue());
    assertThat(actual.sub(expected).amaxNumber().doubleValue() / scale)
        .as("largest error relative to the maximum")
        .isLessThan(FLOAT_ERROR);
  }

  /** A two-layer graph, either with kernels or with SameDiff's own quick gelu. */
  private static GraphResult gradients(SameDiff sd, GraphKind kind) {
    SDVariable x = sd.placeHolder("x", DataType.FLOAT, 6, 5);
    SDVariable w = sd.var("w", ramp(-0.6, 0.05, 5, 5));
    SDVariable h = activate(sd, kind, x.mmul(w));
    SDVariable y = activate(sd, kind, h.mmul(w).add(h));
    y.mul(y).mean("loss");
    sd.setLossVariables("loss");
    return GradientGraph.calculate(sd, Map.of("x", ramp(-1, 0.07, 6, 5)), "w", "x");
  }

  private static SDVariable activate(SameDiff sd, GraphKind kind, SDVariable x) {
    return kind == GraphKind.KERNEL
        ? KernelOps.applySingle(sd, new SampleKernels.QuickGelu(), x)
        : x.mul(sd.nn().sigmoid(x.mul(1.702)));
  }

  @Test
  void gradientsEqualThoseOfTheReferenceGraph() {
    GraphResult kernel = gradients(graph, GraphKind.KERNEL);
    GraphResult reference = gradients(GraphKind.REFERENCE.newGraph(), GraphKind.REFERENCE);

    assertClose(kernel.gradient("w"), reference.gradient("w"));
    assertClose(kernel.gradient("x"), reference.gradient("x"));
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    INDArray w = gradients(graph, GraphKind.KERNEL).gradient("w").dup();
    Map<String, INDArray> x = Map.of("x", ramp(-1, 0.07, 6, 5));
    INDArray value = graph.getVariable("w").getArr();
    float step = 1e-2f;
    for (int i = 0; i < 5; i++) {
      float original = value.getFloat(i, 4 - i);
      value.putScalar(i, 4 - i, original + step);
      double above = graph.outputSingle(x, "loss").getDouble(0);
      value.putScalar(i, 4 - i, original - step);
      double below = graph.outputSingle(x, "loss").getDouble(0);
      value.putScalar(i, 4 - i, original);
      assertThat(w.getDouble(i, 4 - i)).isCloseTo((above - below) / (2 * step), within(2e-4));
    }
  }

  @Test
  void aKernelHasSeveralInputsAndOutputsAndItsOwnSettings() {
    SDVariable a = graph.var("a", Nd4j.createFromArray(1f, 2f, 3f));
    SDVariable b = graph.var("b", Nd4j.createFromArray(4f, 6f, 8f));
    List<SDVariable> twice = KernelOps.apply(graph, new SampleKernels.DifferenceAndDot(2), a, b);
    List<SDVariable> half = KernelOps.apply(graph, new SampleKernels.DifferenceAndDot(0.5f), a, b);
    twice.get(0).sum().add(half.get(0).sum()).add(twice.get(1)).rename("loss");
    graph.setLossVariables("loss");

    GraphResult gradients = GradientGraph.calculate(graph, Map.of(), "a", "b");

    // sums are -12 * 2 and -12 * 0.5, the dot product is 40
    assertThat(graph.outputSingle(Map.of(), "loss").getDouble(0)).isEqualTo(10);
    assertThat(gradients.gradient("a").toFloatVector()).containsExactly(6.5f, 8.5f, 10.5f);
    assertThat(gradients.gradient("b").toFloatVector()).containsExactly(-1.5f, -0.5f, 0.5f);
    assertThat(gradients.gradientTensors().keySet()).containsExactly("a", "b");
    assertThat(gradients.gradientTensors().values().iterator().next().toArray())
        .containsExactly(6.5f, 8.5f, 10.5f);
    assertThatThrownBy(() -> gradients.output("loss"))
        .hasMessage("output of loss was not asked for; there are []");
  }

  @Test
  void gradientsOfAnInputUsedTwiceAreAdded() {
    SDVariable a = graph.var("a", Nd4j.createFromArray(1f, 2f, 3f));
    List<SDVariable> outputs = KernelOps.apply(graph, new SampleKernels.DifferenceAndDot(2), a, a);
    outputs.get(1).add(outputs.get(0).sum()).rename("loss");
    graph.setLossVariables("loss");

    INDArray gradient = GradientGraph.calculate(graph, Map.of(), "a").gradient("a");

    assertThat(gradient.toFloatVector()).containsExactly(2, 4, 6);
  }

  @Test
  void codesAreIntegersWithoutGradient() {
    SDVariable codes = graph.placeHolder("codes", DataType.INT, 4);
    SDVariable table = graph.var("table", ramp(0, 1, 3, 2));
    SDVariable rows = KernelOps.applySingle(graph, new SampleKernels.Embedding(), codes, table);
    SDVariable weights = graph.constant(ramp(1, 1, 4, 2));
    rows.mul(weights).sum("loss", true);
    graph.setLossVariables("loss");

    INDArray gradient =
        GradientGraph.calculate(graph, Map.of("codes", Nd4j.createFromArray(2, 0, 2, 2)), "table")
            .gradient("table");

    // rows 0, 2 and 3 of the weights add up at code 2; no code is 1
    INDArray w = ramp(1, 1, 4, 2);
    INDArray expected =
        Nd4j.vstack(
            w.getRow(1, true),
            Nd4j.zeros(1, 2),
            w.getRow(0).add(w.getRow(2)).add(w.getRow(3)).reshape(1, 2));
    assertClose(gradient, expected);
  }

  @Test
  void viewsAreReadInRowMajorOrder() {
    SDVariable w = graph.var("w", ramp(-1, 0.3, 3, 4));
    SDVariable y =
        KernelOps.applySingle(graph, new SampleKernels.QuickGelu(), graph.permute(w, 1, 0));
    y.mul(graph.constant(ramp(1, 1, 4, 3))).sum("loss");
    graph.setLossVariables("loss");
    SameDiff reference = GraphKind.REFERENCE.newGraph();
    SDVariable v = reference.var("w", ramp(-1, 0.3, 3, 4));
    SDVariable z = reference.permute(v, 1, 0);
    z.mul(reference.nn().sigmoid(z.mul(1.702)))
        .mul(reference.constant(ramp(1, 1, 4, 3)))
        .sum("loss");
    reference.setLossVariables("loss");

    assertClose(
        GradientGraph.calculate(graph, Map.of(), "w").gradient("w"),
        GradientGraph.calculate(reference, Map.of(), "w").gradient("w"));
    INDArray whole = ramp(-1, 0.3, 6, 4);
    INDArray view = whole.get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(1, 4));
    assertThat(new GraphInput(view).floats()).isEqualTo(view.dup('c').data().asFloat());
  }

  @Test
  void graphsDoNotDisturbEachOther() {
    SameDiff other = GraphKind.KERNEL.newGraph();
    GraphResult first = gradients(graph, GraphKind.KERNEL);
    INDArray before = first.gradient("w").dup();
    gradients(other, GraphKind.KERNEL);
    SDVariable extra = other.var("extra", Nd4j.createFromArray(1f, 2f));
    KernelOps.apply(other, new SampleKernels.DifferenceAndDot(3), extra, extra);

    INDArray after =
        GradientGraph.calculate(graph, Map.of("x", ramp(-1, 0.07, 6, 5)), "w", "x").gradient("w");

    assertThat(after.data().asFloat()).isEqualTo(before.data().asFloat());
  }

  @Test
  void sameDiffTrainsAGraphOfKernels() {
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, 6, 5);
    SDVariable w = graph.var("w", ramp(-0.6, 0.05, 5, 5));
    SDVariable y = KernelOps.applySingle(graph, new SampleKernels.QuickGelu(), x.mmul(w));
    y.mul(y).mean("loss");
    graph.setLossVariables("loss");
    INDArray features = ramp(-1, 0.07, 6, 5);
    INDArray gradient =
        GradientGraph.calculate(graph, Map.of("x", features), "w").gradient("w").dup();
    INDArray before = w.getArr().dup();
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(new Sgd(0.1))
            .dataSetFeatureMapping("x")
            .markLabelsUnused()
            .build());

    graph.fit(new MultiDataSet(new INDArray[] {features}, new INDArray[0]));

    assertClose(w.getArr(), before.sub(gradient.mul(0.1)));
  }

  @Test
  void aConstantGetsNoGradient() {
    SDVariable codes = graph.constant(Nd4j.createFromArray(1, 0));
    SDVariable table = graph.var("table", ramp(0, 1, 3, 2));
    KernelOps.applySingle(graph, new SampleKernels.Embedding(), codes, table).sum("loss", true);
    graph.setLossVariables("loss");

    INDArray gradient = GradientGraph.calculate(graph, Map.of(), "table").gradient("table");

    assertThat(gradient.data().asFloat()).containsExactly(1, 1, 1, 1, 0, 0);
  }

  @Test
  void anOutputThatTheLossDoesNotUseHasAZeroGradient() {
    SDVariable a = graph.var("a", Nd4j.createFromArray(1f, 2f, 3f));
    SDVariable b = graph.var("b", Nd4j.createFromArray(4f, 6f, 8f));
    KernelOps.apply(graph, new SampleKernels.DifferenceAndDot(2), a, b).get(1).rename("loss");
    graph.setLossVariables("loss");

    INDArray gradient = GradientGraph.calculate(graph, Map.of(), "a").gradient("a");

    assertThat(gradient.toFloatVector()).containsExactly(4, 6, 8);
  }

  @Test
  @SuppressWarnings("SystemOut") // that nothing is written there is what is tested
  void differentiationIsSilent() {
    PrintStream original = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      gradients(graph, GraphKind.KERNEL);
      System.out.println("still there");
    } finally {
      System.setOut(original);
    }
    assertThat(written.toString(StandardCharsets.UTF_8).trim()).isEqualTo("still there");
  }

  @Test
  void whatAKernelDoesNotWriteIsZeroInEveryRun() {
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, 300);
    SDVariable w = graph.var("w", ramp(1, 1, 300));
    List<SDVariable> y = KernelOps.apply(graph, new SampleKernels.FirstOnly(), x.mul(w));
    y.get(0).rename("first");
    y.get(1).rename("none");
    graph.getVariable("first").add(graph.getVariable("none")).sum().rename("loss");
    graph.setLossVariables("loss");
    for (int run = 0; run < 3; run++) {
      GraphResult result =
          GradientGraph.calculate(
              graph, Map.of("x", ramp(5, 1, 300)), List.of("first", "none"), List.of("w"));
      assertThat(result.output("first").sumNumber().doubleValue()).isEqualTo(5);
      assertThat(result.output("none").amaxNumber().doubleValue()).isZero();
      assertThat(result.gradient("w").sumNumber().doubleValue()).isEqualTo(5);
    }
  }

  @Test
  void aVariableWithoutInfluenceIsNamed() {
    SDVariable a = graph.var("a", Nd4j.createFromArray(1f, 2f));
    graph.var("idle", Nd4j.createFromArray(1f, 2f));
    a.mul(a).sum("loss");
    graph.setLossVariables("loss");

    assertThatThrownBy(() -> GradientGraph.calculate(graph, Map.of(), "a", "idle"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the loss [loss] does not depend on idle");
  }

  @Test
  void anotherTypeThanFloat32IsRefused() {
    SDVariable a = graph.var("a", Nd4j.createFromArray(1.0, 2.0));
    KernelOps.applySingle(graph, new SampleKernels.QuickGelu(), a).rename("y");

    assertThatThrownBy(() -> graph.outputSingle(Map.of(), "y"))
        .hasStackTraceContaining("expected float32 of shape [2], but was DOUBLE");
  }

  @Test
  void aKernelWithTwoOutputsIsNotASingle() {
    SDVariable a = graph.var("a", Nd4j.createFromArray(1f, 2f));

    assertThatThrownBy(
            () -> KernelOps.applySingle(graph, new SampleKernels.DifferenceAndDot(1), a, a))
        .hasMessage("difference and dot: expected a kernel with one output, but it has 2");
  }
}
