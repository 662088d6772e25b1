package org.jukebox4j.core.kernel;

import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A one-dimensional convolution over time-major rows, {@code [time, inputs] -> [time', outputs]},
 * as matrix products. Source: Dhariwal et al. 2020, §3.1 (the codec's down-sampling and dilated
 * convolutions).
 */
public final class Conv1d implements TimeLayer {
  private final ConvolutionShape shape;
  private final TapArithmetic arithmetic;

  /**
   * A layer with given parameters.
   *
   * @param shape the shape
   * @param weight {@code [outputs, inputs, kernel]}; repacked and closed
   * @param bias {@code [outputs]}
   */
  public Conv1d(ConvolutionShape shape, FloatTensor weight, float[] bias) {
    this.shape = shape;
    this.arithmetic = TapArithmetic.choose(shape, ConvolutionWeights.pack(weight), bias);
  }

  /**
   * Takes the parameters {@code weight} and {@code bias}.
   *
   * @param scope where the layer's parameters are
   * @param shape the shape
   * @return the layer
   */
  public static Conv1d from(ParameterScope scope, ConvolutionShape shape) {
    return new Conv1d(
        shape,
        scope.take("weight", shape.outputs(), shape.inputs(), shape.kernel()),
        scope.takeVector("bias", shape.outputs()));
  }

  @Override
  public TimeGeometry geometry() {
    return TimeGeometry.convolution(
        (shape.kernel() - 1) * shape.dilation() + 1, shape.stride(), shape.padding());
  }

  @Override
  public int inputs() {
    return shape.inputs();
  }

  @Override
  public int outputs() {
    return shape.outputs();
  }

  @Override
  public void forward(float[] x, int from, int steps, float[] y, int to, TileScratch scratch) {
    arithmetic.forward(x, from, steps, y, to, scratch);
  }

  @Override
  public void close() {
    arithmetic.close();
  }
}
