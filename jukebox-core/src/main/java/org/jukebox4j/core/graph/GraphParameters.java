package org.jukebox4j.core.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The trainable variables of a float32 graph under the names of checkpoints, and their values as
 * tensors over the graph's own memory: what an optimiser writes there, the next run of the graph
 * reads.
 */
public final class GraphParameters {
  private final Map<String, SDVariable> variables = new LinkedHashMap<>();
  private final Map<String, FloatTensor> tensors = new LinkedHashMap<>();

  /**
   * Adds variables of zeros to a graph.
   *
   * @param graph the graph
   * @param shapes full name to shape
   */
  public GraphParameters(SameDiff graph, Map<String, int[]> shapes) {
    shapes.forEach(
        (name, shape) -> {
          long[] wide = Arrays.stream(shape).asLongStream().toArray();
          SDVariable variable = graph.var(name, Nd4j.zeros(DataType.FLOAT, wide));
          INDArray array = variable.getArr();
          variables.put(name, variable);
          tensors.put(name, GraphMemory.view(array, shape));
        });
  }

  /**
   * Finds a variable.
   *
   * @param name its full name
   * @return the variable
   */
  public SDVariable variable(String name) {
    @Nullable SDVariable variable = variables.get(name);
    if (variable == null) {
      throw new IllegalArgumentException("the graph has no parameter " + name);
    }
    return variable;
  }

  /**
   * Lists the names.
   *
   * @return full names in the order in which they were given
   */
  public List<String> names() {
    return List.copyOf(variables.keySet());
  }

  /**
   * Returns the values, for an optimiser to change and for a checkpoint to save.
   *
   * @return full name to tensor, over the graph's memory
   */
  public Map<String, FloatTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /**
   * Copies values into the graph.
   *
   * @param source has every parameter of the graph
   * @throws IllegalArgumentException naming the first parameter that is missing or misshapen
   */
  public void load(ParameterSource source) {
    tensors.forEach(
        (name, tensor) -> {
          Optional<FloatTensor> found = source.find(name, tensor.shape());
          if (found.isEmpty() || !Arrays.equals(found.get().shape(), tensor.shape())) {
            throw new IllegalArgumentException(
                "parameter "
                    + name
                    + " of shape "
                    + Arrays.toString(tensor.shape())
                    + " is missing or has another shape; give the weights of the same model");
          }
          tensor.write(0, found.get().toArray(), 0, tensor.size());
        });
  }
}
