package org.jukebox4j.core.graph;

import java.util.List;

/**
 * A coarse operation of a graph, computed in plain Java: a residual block, a stack of convolutions,
 * a loss. It knows nothing of ND4J or SameDiff.
 *
 * <p>Values are row-major float32; inputs may also be integers (codes), which have no gradient. The
 * backward pass is given the same inputs again and computes what it needs of the forward pass once
 * more, so that a graph keeps no intermediate values (activation checkpointing).
 *
 * <p>Operations of one graph run one after another on the thread that runs the graph. A kernel that
 * keeps scratch memory and is used by graphs on several threads must therefore guard it itself.
 */
public interface GraphKernel {
  /**
   * Returns what the kernel is called in error messages.
   *
   * @return a few words, such as {@code residual attention block}
   */
  String name();

  /**
   * Returns how many outputs the kernel has.
   *
   * @return at least 1
   */
  int outputs();

  /**
   * Computes the shapes of the outputs; every output is float32.
   *
   * @param inputShapes the shape of each input, {@code []} for a scalar
   * @return the shape of each output
   * @throws IllegalArgumentException if the kernel cannot take inputs of these shapes
   */
  int[][] outputShapes(int[][] inputShapes);

  /**
   * Computes the outputs.
   *
   * @param inputs what the kernel was applied to, in that order
   * @param outputs receive the results; zero where nothing is written
   */
  void forward(List<GraphInput> inputs, List<GraphOutput> outputs);

  /**
   * Computes the gradient of the loss with respect to the inputs.
   *
   * @param inputs the inputs of the forward pass
   * @param outputGradients gradient with respect to each output, in the output's shape
   * @param inputGradients receive the gradient with respect to each input, in the input's shape;
   *     zero where nothing is written. Those that are not {@link GraphOutput#isWanted() wanted}
   *     need no work.
   */
  void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> inputGradients);
}
