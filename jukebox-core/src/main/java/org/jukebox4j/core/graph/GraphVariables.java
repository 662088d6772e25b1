package org.jukebox4j.core.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.tensor.FloatTensor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The trainable variables that the parts of a graph take one by one through a {@link GraphScope},
 * named as in checkpoints. Unlike {@link GraphParameters} it needs no list of shapes beforehand,
 * and a reference graph may be of double.
 */
public final class GraphVariables {
  private final SameDiff graph;
  private final DataType type;
  private final Map<String, SDVariable> variables = new LinkedHashMap<>();

  /**
   * A graph without parameters.
   *
   * @param graph where they are added
   * @param type their type; kernel graphs need float32, a reference graph may compute in double
   */
  public GraphVariables(SameDiff graph, DataType type) {
    this.graph = graph;
    this.type = type;
  }

  /**
   * Lets the parts of a graph take their parameters from a place in the tree of names.
   *
   * @param values where the initial values come from
   * @return the place
   */
  public GraphScope from(ParameterScope values) {
    return new GraphScope(this, values);
  }

  SDVariable add(String name, FloatTensor initial) {
    return variables.computeIfAbsent(
        name,
        absent -> {
          long[] shape = new long[initial.shape().length];
          for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = initial.dimension(axis);
          }
          float[] values = initial.isReadable() ? initial.toArray() : new float[initial.size()];
          return graph.var(name, Nd4j.create(values, shape, 'c').castTo(type));
        });
  }

  /**
   * Returns the graph.
   *
   * @return where the parameters are
   */
  public SameDiff graph() {
    return graph;
  }

  /**
   * Returns the type of the parameters.
   *
   * @return their type
   */
  public DataType type() {
    return type;
  }

  /**
   * Returns the names of all parameters.
   *
   * @return the names, in the order in which they were taken
   */
  public List<String> names() {
    return List.copyOf(variables.keySet());
  }

  /**
   * Returns the memory of all parameters, for an optimiser and for checkpoints. What is written to
   * it is what the graph computes with next.
   *
   * @return each parameter by name, in the order in which they were taken
   * @throws IllegalStateException if the parameters are not float32
   */
  public Map<String, FloatTensor> tensors() {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    variables.forEach(
        (name, variable) -> tensors.put(name, new GraphInput(variable.getArr()).tensor()));
    return tensors;
  }
}
