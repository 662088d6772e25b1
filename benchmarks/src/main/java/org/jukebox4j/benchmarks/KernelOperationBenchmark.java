package org.jukebox4j.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.graph.GradientGraph;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphOutput;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.core.graph.KernelOps;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What SameDiff itself costs for each operation: a chain of operations on 32 numbers, with a kernel
 * that does next to nothing and with an operation of ND4J's own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelOperationBenchmark {
  private static final int CHAIN = 100;

  /** KERNEL for the kernel, REFERENCE for ND4J's own. */
  @Param public GraphKind kind;

  private SameDiff graph;

  private static final class Negation implements GraphKernel {
    @Override
    public String name() {
      return "negation";
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public int[][] outputShapes(int[][] inputShapes) {
      return new int[][] {inputShapes[0]};
    }

    @Override
    public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
      negate(inputs.get(0), outputs.get(0));
    }

    @Override
    public void backward(
        List<GraphInput> inputs,
        List<GraphInput> outputGradients,
        List<GraphOutput> inputGradients) {
      negate(outputGradients.get(0), inputGradients.get(0));
    }

    private static void negate(GraphInput from, GraphOutput to) {
      float[] values = from.floats();
      for (int i = 0; i < values.length; i++) {
        values[i] = -values[i];
      }
      to.write(values);
    }
  }

  /** Builds the chain. */
  @Setup
  public void open() {
    graph = kind.newGraph();
    SDVariable value = graph.var("x", Nd4j.createFromArray(new float[4][8]));
    for (int i = 0; i < CHAIN; i++) {
      value =
          kind == GraphKind.KERNEL
              ? KernelOps.applySingle(graph, new Negation(), value)
              : graph.math().neg(value);
    }
    value.sum("loss");
    graph.setLossVariables("loss");
    GradientGraph.define(graph);
  }

  /**
   * One forward pass.
   *
   * @return the last value, so that it is not optimised away
   */
  @Benchmark
  @OperationsPerInvocation(CHAIN)
  public INDArray forward() {
    return graph.outputSingle(Map.of(), "loss");
  }

  /**
   * One forward and backward pass.
   *
   * @return the gradient, so that it is not optimised away
   */
  @Benchmark
  @OperationsPerInvocation(CHAIN)
  public GraphResult forwardAndBackward() {
    return GradientGraph.calculate(graph, Map.of(), "x");
  }
}
