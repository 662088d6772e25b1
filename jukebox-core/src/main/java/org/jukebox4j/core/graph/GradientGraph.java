package org.jukebox4j.core.graph;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Differentiates a graph. SameDiff writes a line to standard output for every operation that it
 * differentiates; a graph that is differentiated here is differentiated silently.
 */
public final class GradientGraph {
  private static final String GRADIENTS = "grad";

  private GradientGraph() {}

  /**
   * Differentiates a graph whose loss is set. Done once: {@code fit} and {@code calculateGradients}
   * use the result for as long as the graph does not change.
   *
   * @param graph the graph
   * @param variables names of placeholders to differentiate by, beside the trainable variables
   */
  public static void define(SameDiff graph, String... variables) {
    DifferentiationRemarks.dropWhile(() -> graph.createGradFunction(variables));
  }

  /**
   * Computes gradients of the loss, differentiating the graph before if that was not done.
   *
   * @param graph the graph
   * @param placeholders a value for each placeholder
   * @param variables names of the variables to differentiate by
   * @return the gradient with respect to each
   * @throws IllegalArgumentException if the loss does not depend on one of them
   */
  public static GraphResult calculate(
      SameDiff graph, Map<String, INDArray> placeholders, String... variables) {
    return calculate(graph, placeholders, List.of(), List.of(variables));
  }

  /**
   * Computes outputs and gradients of the loss in one run, differentiating the graph before if that
   * was not done.
   *
   * @param graph the graph
   * @param placeholders a value for each placeholder
   * @param outputs names of the variables whose values are wanted, the loss for example
   * @param variables names of the variables to differentiate by
   * @return the outputs and the gradients
   * @throws IllegalArgumentException if the loss does not depend on one of the variables
   */
  public static GraphResult calculate(
      SameDiff graph,
      Map<String, INDArray> placeholders,
      List<String> outputs,
      List<String> variables) {
    if (graph.getFunction(GRADIENTS) == null || !missing(graph, variables).isEmpty()) {
      define(graph, variables.toArray(new String[0]));
      List<String> missing = missing(graph, variables);
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            "the loss "
                + graph.getLossVariables()
                + " does not depend on "
                + String.join(", ", missing));
      }
    }
    OutAndGrad result = graph.calculateGradientsAndOutputs(placeholders, outputs, variables);
    return new GraphResult(result.getOutputs(), result.getGradients(), List.copyOf(variables));
  }

  private static List<String> missing(SameDiff graph, List<String> variables) {
    return variables.stream()
        .filter(name -> graph.getVariable(name).getGradient() == null)
        .toList();
  }
}
