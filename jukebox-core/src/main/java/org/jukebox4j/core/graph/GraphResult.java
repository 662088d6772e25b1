package org.jukebox4j.core.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What one run of a differentiated graph gave. */
public final class GraphResult {
  private final Map<String, INDArray> outputs;
  private final Map<String, INDArray> gradients;
  private final List<String> variables;

  GraphResult(
      Map<String, INDArray> outputs, Map<String, INDArray> gradients, List<String> variables) {
    this.outputs = outputs;
    this.gradients = gradients;
    this.variables = variables;
  }

  /**
   * Returns the value of a variable.
   *
   * @param name one of the outputs that were asked for
   * @return its value
   */
  public INDArray output(String name) {
    return find(outputs, name, "output");
  }

  /**
   * Returns the gradient of the loss with respect to a variable.
   *
   * @param name one of the variables that were asked for
   * @return the gradient, in the shape of the variable
   */
  public INDArray gradient(String name) {
    return find(gradients, name, "gradient");
  }

  /**
   * Returns all gradients for an optimiser, which needs a float32 graph.
   *
   * @return the gradients over the graph's own memory, in the order in which they were asked for
   */
  public Map<String, FloatTensor> gradientTensors() {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    for (String name : variables) {
      tensors.put(name, new GraphInput(gradient(name)).tensor());
    }
    return tensors;
  }

  private static INDArray find(Map<String, INDArray> values, String name, String kind) {
    @Nullable INDArray value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          kind + " of " + name + " was not asked for; there are " + values.keySet());
    }
    return value;
  }
}
