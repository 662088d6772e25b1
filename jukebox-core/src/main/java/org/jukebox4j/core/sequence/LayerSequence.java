package org.jukebox4j.core.sequence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.KernelOps;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.kernel.TimePipeline;
import org.jukebox4j.core.parameter.ParameterScope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Layers over time one after the other, before they have weights: an encoder, a decoder, the
 * conditioner of a prior.
 */
public final class LayerSequence {
  private final String name;
  private final List<LayerPlan> plans;

  /**
   * Chains layers.
   *
   * @param name what the sequence is, for messages, such as {@code encoder of level 0}
   * @param plans at least one, in the order of execution
   */
  public LayerSequence(String name, List<LayerPlan> plans) {
    if (plans.isEmpty()) {
      throw new IllegalArgumentException(name + ": plans must hold at least one layer");
    }
    this.name = name;
    this.plans = List.copyOf(plans);
  }

  String name() {
    return name;
  }

  int inputs() {
    return plans.get(0).inputs();
  }

  List<LayerPlan> plans() {
    return plans;
  }

  /**
   * Lists the parameters.
   *
   * @return full name to shape, in the order of execution and in the layout of checkpoints
   */
  public Map<String, int[]> parameters() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    plans.forEach(plan -> shapes.putAll(plan.parameters()));
    return shapes;
  }

  /**
   * Takes the weights for computing without gradients. A transposed convolution and a convolution
   * to one channel after it become one.
   *
   * @param root the scope that the names of the plans are relative to
   * @return the layers
   */
  public TimePipeline open(ParameterScope root) {
    List<TimeLayer> layers = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      if (i + 1 < plans.size()
          && plans.get(i) instanceof TransposedConvolutionPlan up
          && plans.get(i + 1) instanceof ConvolutionPlan output
          && output.narrowsToOneChannel()) {
        layers.addAll(up.openFolded(output, root));
        i++;
      } else {
        layers.add(plans.get(i).open(root));
      }
    }
    return new TimePipeline(layers);
  }

  /**
   * Adds the sequence to a graph.
   *
   * @param kind the form of the graph
   * @param x {@code [items, rows, inputs]}
   * @param shape its items and rows
   * @param parameters finds the variable of a parameter by its full name
   * @return {@code [items, rows', outputs]}
   */
  public SDVariable build(
      GraphKind kind, SDVariable x, SequenceShape shape, Function<String, SDVariable> parameters) {
    SameDiff graph = x.getSameDiff();
    if (kind == GraphKind.REFERENCE) {
      ReferenceRows reference = new ReferenceRows(graph, shape, parameters);
      SDVariable y = x;
      for (LayerPlan plan : plans) {
        y = plan.reference(y, reference);
      }
      return y;
    }
    SDVariable[] inputs = new SDVariable[1 + parameters().size()];
    inputs[0] = x;
    int at = 1;
    for (String parameter : parameters().keySet()) {
      inputs[at++] = parameters.apply(parameter);
    }
    return KernelOps.applySingle(graph, new SequenceKernel(this), inputs);
  }
}
