package org.jukebox4j.core.kernel;

import java.util.Optional;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.vector.TapShape;

/**
 * A transposed convolution that multiplies the length by an even stride: kernel of two strides,
 * padding of half a stride, the only form that Jukebox has. Source: Dhariwal et al. 2020, §3.1.
 *
 * <p>An output row sees two input rows. So all the output rows of one stride are one matrix product
 * of the current and the previous input row; their order in memory is already that of time.
 */
public final class ConvTranspose1d implements TimeLayer {
  private final int outputs;
  private final int stride;
  private final int inputs;
  private final TapArithmetic taps;

  /**
   * A layer with given parameters.
   *
   * @param weight {@code [inputs, outputs, 2 * stride]}; repacked and closed
   * @param bias {@code [outputs]}
   */
  public ConvTranspose1d(FloatTensor weight, float[] bias) {
    outputs = weight.dimension(1);
    stride = weight.dimension(2) / 2;
    if (weight.dimension(2) % 4 != 0) {
      throw new IllegalArgumentException(
          "kernel must be twice an even stride, but was " + weight.dimension(2));
    }
    inputs = weight.dimension(0);
    FloatTensor packed = ConvolutionWeights.packTransposed(weight, stride);
    float[] repeated = new float[stride * outputs];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = bias[i % outputs];
    }
    TapShape seen = new TapShape(1, 0, 2 * inputs); // the current and the previous row
    Optional<ShiftedRows> rows = ShiftedRows.of(seen, inputs, packed, repeated);
    taps =
        rows.isPresent() ? rows.get() : new ShiftedTaps(new ShiftedProduct(packed, 2, 1), repeated);
  }

  /**
   * Takes the parameters {@code weight} and {@code bias}.
   *
   * @param scope where the layer's parameters are
   * @param shape its shape
   * @return the layer
   */
  public static ConvTranspose1d from(ParameterScope scope, UpsamplingShape shape) {
    return new ConvTranspose1d(
        scope.take("weight", shape.inputs(), shape.outputs(), 2 * shape.stride()),
        scope.takeVector("bias", shape.outputs()));
  }

  @Override
  public TimeGeometry geometry() {
    return new TimeGeometry(2, 1, 1, 1, stride, stride / 2, stride - stride / 2);
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void forward(float[] x, int from, int steps, float[] y, int to, TileScratch scratch) {
    taps.forward(x, from, steps, y, to, scratch);
  }

  @Override
  public void close() {
    taps.close();
  }
}
