package org.jukebox4j.core.sequence;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jukebox4j.core.kernel.ConvTranspose1d;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.parameter.ParameterScope;
import org.nd4j.autodiff.samediff.SDVariable;

/** A transposed convolution with a kernel of two strides. */
final class TransposedConvolutionPlan extends LayerPlan {
  private final String name;
  private final int inputs;
  private final int outputs;
  private final int stride;

  TransposedConvolutionPlan(String name, int inputs, int outputs, int stride) {
    if (stride < 2 || stride % 2 != 0) {
      throw new IllegalArgumentException("stride must be even, but was " + stride);
    }
    this.name = name;
    this.inputs = inputs;
    this.outputs = outputs;
    this.stride = stride;
  }

  @Override
  public Map<String, int[]> parameters() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(name + ".weight", new int[] {inputs, outputs, 2 * stride});
    shapes.put(name + ".bias", new int[] {outputs});
    return shapes;
  }

  @Override
  int inputs() {
    return inputs;
  }

  @Override
  TimeLayer open(ParameterScope root) {
    return ConvTranspose1d.from(root.child(name), inputs, outputs, stride);
  }

  @Override
  TrainableLayer trainable() {
    return new TrainableTransposedConvolution(inputs, outputs, stride);
  }

  @Override
  SDVariable reference(SDVariable x, ReferenceRows graph) {
    return graph.transposedConvolution(x, name, outputs, stride);
  }
}
