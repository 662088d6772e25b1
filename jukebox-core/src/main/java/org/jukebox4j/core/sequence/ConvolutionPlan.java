package org.jukebox4j.core.sequence;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jukebox4j.core.kernel.Conv1d;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.parameter.ParameterScope;
import org.nd4j.autodiff.samediff.SDVariable;

/** A convolution. */
final class ConvolutionPlan extends LayerPlan {
  private final String name;
  private final ConvolutionShape shape;

  ConvolutionPlan(String name, ConvolutionShape shape) {
    this.name = name;
    this.shape = shape;
  }

  String name() {
    return name;
  }

  ConvolutionShape shape() {
    return shape;
  }

  /** Says whether this is a plain convolution to one channel that keeps the length. */
  boolean narrowsToOneChannel() {
    return shape.kernel() % 2 == 1
        && shape.equals(ConvolutionShape.keepingLength(shape.inputs(), 1, shape.kernel(), 1));
  }

  @Override
  public Map<String, int[]> parameters() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(name + ".weight", new int[] {shape.outputs(), shape.inputs(), shape.kernel()});
    shapes.put(name + ".bias", new int[] {shape.outputs()});
    return shapes;
  }

  @Override
  int inputs() {
    return shape.inputs();
  }

  @Override
  TimeLayer open(ParameterScope root) {
    return Conv1d.from(root.child(name), shape);
  }

  @Override
  TrainableLayer trainable(LayerArithmetic arithmetic) {
    return new TrainableConvolution(shape, arithmetic);
  }

  @Override
  SDVariable reference(SDVariable x, ReferenceRows graph) {
    return graph.convolution(x, name, shape);
  }
}
