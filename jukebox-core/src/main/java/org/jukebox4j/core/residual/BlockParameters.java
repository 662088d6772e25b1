package org.jukebox4j.core.residual;

import org.jukebox4j.core.kernel.ConvolutionWeights;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The parameters of a residual block in the order in which matrix products read them.
 *
 * @param dilated weight of the dilated convolution, {@code [3 * width, hidden]}
 * @param dilatedBias {@code [hidden]}
 * @param pointwise weight of the other, {@code [hidden, width]}
 * @param pointwiseBias {@code [width]}, times the scale
 */
record BlockParameters(
    FloatTensor dilated, float[] dilatedBias, FloatTensor pointwise, float[] pointwiseBias) {
  static final int TAPS = 3;

  /**
   * Takes the parameters {@code 1.weight}, {@code 1.bias} of the dilated convolution and {@code
   * 3.weight}, {@code 3.bias} of the other.
   *
   * @param scope where the block's parameters are
   * @param config the stack
   * @return the parameters
   */
  static BlockParameters take(ParameterScope scope, ResidualStackConfig config) {
    int width = config.width();
    int hidden = config.hiddenWidth();
    ParameterScope first = scope.child(1);
    ParameterScope second = scope.child(3);
    return new BlockParameters(
        ConvolutionWeights.pack(first.take("weight", hidden, width, TAPS)),
        first.takeVector("bias", hidden),
        ConvolutionWeights.pack(second.take("weight", width, hidden, 1)),
        scaled(second.takeVector("bias", width), config.scale().factor(config.depth())));
  }

  private static float[] scaled(float[] values, float scale) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = scale * values[i];
    }
    return result;
  }
}
