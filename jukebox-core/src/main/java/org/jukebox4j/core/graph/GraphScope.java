package org.jukebox4j.core.graph;

import org.jukebox4j.core.parameter.ParameterScope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A place in the tree of parameter names, from which a part of a graph takes its variables by
 * relative name: {@link ParameterScope} for graphs.
 */
public final class GraphScope {
  private final GraphVariables parameters;
  private final ParameterScope values;

  GraphScope(GraphVariables parameters, ParameterScope values) {
    this.parameters = parameters;
    this.values = values;
  }

  /**
   * Goes one step down.
   *
   * @param name the next part of the name; a number for an indexed layer
   * @return the scope below
   */
  public GraphScope child(Object name) {
    return new GraphScope(parameters, values.child(name));
  }

  /**
   * Takes a parameter. A parameter that was taken before is given again, so that two parts share
   * it. If it is missing or has another shape, that is noted for the report of the binding.
   *
   * @param name relative name
   * @param shape the shape that the part needs
   * @return the variable; its name in the graph is the full name
   */
  public SDVariable take(String name, int... shape) {
    return parameters.add(values.fullName(name), values.take(name, shape));
  }

  /**
   * Notes that a checkpoint may hold a parameter that the graph does not use, because another one
   * stands for it.
   *
   * @param name relative name
   * @param shape its shape
   */
  public void skip(String name, int... shape) {
    values.takeIfPresent(name, shape);
  }

  /**
   * Returns the graph that the part belongs to.
   *
   * @return the graph
   */
  public SameDiff graph() {
    return parameters.graph();
  }

  /**
   * Returns the type of the parameters.
   *
   * @return their type
   */
  public DataType type() {
    return parameters.type();
  }
}
