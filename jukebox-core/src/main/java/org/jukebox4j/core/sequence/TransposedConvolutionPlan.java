package org.jukebox4j.core.sequence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.kernel.ConvTranspose1d;
import org.jukebox4j.core.kernel.FoldedOutput;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.kernel.UpsamplingShape;
import org.jukebox4j.core.parameter.ParameterScope;
import org.nd4j.autodiff.samediff.SDVariable;

/** A transposed convolution with a kernel of two strides. */
final class TransposedConvolutionPlan extends LayerPlan {
  private final String name;
  private final UpsamplingShape shape;

  TransposedConvolutionPlan(String name, int inputs, int outputs, int stride) {
    this.name = name;
    this.shape = new UpsamplingShape(inputs, outputs, stride);
  }

  @Override
  public Map<String, int[]> parameters() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(name + ".weight", new int[] {shape.inputs(), shape.outputs(), 2 * shape.stride()});
    shapes.put(name + ".bias", new int[] {shape.outputs()});
    return shapes;
  }

  @Override
  int inputs() {
    return shape.inputs();
  }

  @Override
  TimeLayer open(ParameterScope root) {
    return ConvTranspose1d.from(root.child(name), shape);
  }

  /** This layer and the convolution to one channel after it, folded into one. */
  List<TimeLayer> openFolded(ConvolutionPlan output, ParameterScope root) {
    return FoldedOutput.from(
        root.child(name), root.child(output.name()), shape, output.shape().kernel());
  }

  @Override
  TrainableLayer trainable(LayerArithmetic arithmetic) {
    return new TrainableTransposedConvolution(shape, arithmetic);
  }

  @Override
  SDVariable reference(SDVariable x, ReferenceRows graph) {
    return graph.transposedConvolution(x, name, shape.outputs(), shape.stride());
  }
}
