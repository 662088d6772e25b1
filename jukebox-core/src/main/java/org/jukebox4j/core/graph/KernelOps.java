package org.jukebox4j.core.graph;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Adds kernels to graphs. */
public final class KernelOps {
  private KernelOps() {}

  /**
   * Adds an operation that runs a kernel.
   *
   * @param graph a graph made by {@link GraphKind#newGraph()} of {@link GraphKind#KERNEL}
   * @param kernel computes the operation; the graph holds it, and it may be added more than once
   * @param inputs what it reads: float32, or integers such as codes. The same variable may occur
   *     more than once.
   * @return the outputs, float32
   * @throws IllegalStateException if ND4J computes on a graphics processor
   */
  public static List<SDVariable> apply(SameDiff graph, GraphKernel kernel, SDVariable... inputs) {
    GraphKind.KERNEL.require();
    return List.of(new KernelForwardOp(graph, kernel, inputs).outputVariables());
  }

  /**
   * Adds an operation that runs a kernel with one output.
   *
   * @param graph a graph made by {@link GraphKind#newGraph()} of {@link GraphKind#KERNEL}
   * @param kernel computes the operation
   * @param inputs what it reads
   * @return the output, float32
   * @throws IllegalStateException if ND4J computes on a graphics processor
   */
  public static SDVariable applySingle(SameDiff graph, GraphKernel kernel, SDVariable... inputs) {
    if (kernel.outputs() != 1) {
      throw new IllegalArgumentException(
          kernel.name() + ": expected a kernel with one output, but it has " + kernel.outputs());
    }
    return apply(graph, kernel, inputs).get(0);
  }
}
