package org.jukebox4j.core.kernel;

import java.util.Random;
import org.jukebox4j.core.tensor.FloatTensor;

/** Convolutions as plain loops in double precision, straight from their definition. */
final class Convolutions {
  private Convolutions() {}

  static float[] random(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  static Conv1d layer(ConvolutionShape shape, float[] weight, float[] bias) {
    int[] axes = {shape.outputs(), shape.inputs(), shape.kernel()};
    return new Conv1d(shape, FloatTensor.of(weight, axes), bias);
  }

  /**
   * {@code y[t][o] = b[o] + sum over c, j of x[t * stride - padding + j * dilation][c] w[o][c][j]}.
   */
  static double[] convolve(
      ConvolutionShape shape, float[] weight, float[] bias, float[] x, int time) {
    int reach = (shape.kernel() - 1) * shape.dilation() + 1;
    int length = (time + 2 * shape.padding() - reach) / shape.stride() + 1;
    double[] y = new double[length * shape.outputs()];
    for (int t = 0; t < length; t++) {
      for (int o = 0; o < shape.outputs(); o++) {
        double sum = bias[o];
        for (int j = 0; j < shape.kernel(); j++) {
          int row = t * shape.stride() - shape.padding() + j * shape.dilation();
          for (int c = 0; row >= 0 && row < time && c < shape.inputs(); c++) {
            sum +=
                (double) x[row * shape.inputs() + c]
                    * weight[(o * shape.inputs() + c) * shape.kernel() + j];
          }
        }
        y[t * shape.outputs() + o] = sum;
      }
    }
    return y;
  }

  /** Every input row adds {@code x[i][c] w[c][o][j]} to row {@code i * stride - padding + j}. */
  static double[] convolveTransposed(
      UpsamplingShape shape, float[] weight, float[] bias, float[] x, int time) {
    int stride = shape.stride();
    int length = time * stride;
    double[] y = new double[length * shape.outputs()];
    for (int i = 0; i < y.length; i++) {
      y[i] = bias[i % shape.outputs()];
    }
    for (int i = 0; i < time; i++) {
      for (int j = 0; j < 2 * stride; j++) {
        int row = i * stride - stride / 2 + j;
        for (int o = 0; row >= 0 && row < length && o < shape.outputs(); o++) {
          for (int c = 0; c < shape.inputs(); c++) {
            y[row * shape.outputs() + o] +=
                (double) x[i * shape.inputs() + c]
                    * weight[(c * shape.outputs() + o) * 2 * stride + j];
          }
        }
      }
    }
    return y;
  }

  /** Largest difference, relative to the largest expected magnitude. */
  static double error(double[] expected, float[] actual) {
    if (expected.length != actual.length) {
      throw new AssertionError(
          "expected " + expected.length + " values but there were " + actual.length);
    }
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    return difference / largest;
  }
}
