package org.jukebox4j.core.kernel;

import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Weights of convolutions in the order in which matrix products read them: {@code [taps * inputs,
 * outputs]}. Checkpoints hold {@code (out, in, k)}, transposed convolutions {@code (in, out, k)}.
 */
public final class ConvolutionWeights {
  private ConvolutionWeights() {}

  /**
   * Repacks the weight of a convolution and closes it, so that it is not held twice.
   *
   * @param weight {@code [outputs, inputs, kernel]}
   * @return {@code [kernel * inputs, outputs]}; a shape without memory for one without memory
   */
  public static FloatTensor pack(FloatTensor weight) {
    int outputs = weight.dimension(0);
    int inputs = weight.dimension(1);
    int kernel = weight.dimension(2);
    if (!weight.isReadable()) {
      return FloatTensor.unallocated(kernel * inputs, outputs);
    }
    float[] w = weight.toArray();
    weight.close();
    float[] packed = new float[w.length];
    for (int tap = 0; tap < kernel; tap++) {
      for (int in = 0; in < inputs; in++) {
        int to = (tap * inputs + in) * outputs;
        for (int out = 0; out < outputs; out++) {
          packed[to + out] = w[(out * inputs + in) * kernel + tap];
        }
      }
    }
    return FloatTensor.of(packed, kernel * inputs, outputs);
  }

  /**
   * Repacks the weight of a transposed convolution with a kernel of two strides and closes it.
   *
   * @param weight {@code [inputs, outputs, 2 * stride]}
   * @param stride rows of output for one row of input
   * @return {@code [2 * inputs, stride * outputs]}: the rows for the previous input row, then those
   *     for the current one
   */
  static FloatTensor packTransposed(FloatTensor weight, int stride) {
    int inputs = weight.dimension(0);
    int outputs = weight.dimension(1);
    if (!weight.isReadable()) {
      return FloatTensor.unallocated(2 * inputs, stride * outputs);
    }
    float[] w = weight.toArray();
    weight.close();
    float[] packed = new float[w.length];
    int at = 0;
    for (int back = 1; back >= 0; back--) {
      for (int in = 0; in < inputs; in++) {
        for (int phase = 0; phase < stride; phase++) {
          for (int out = 0; out < outputs; out++) {
            packed[at++] = w[(in * outputs + out) * 2 * stride + phase + back * stride];
          }
        }
      }
    }
    return FloatTensor.of(packed, 2 * inputs, stride * outputs);
  }
}
