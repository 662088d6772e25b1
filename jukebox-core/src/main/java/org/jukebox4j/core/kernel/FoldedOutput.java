package org.jukebox4j.core.kernel;

import java.util.List;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A transposed convolution and the convolution to one channel that follows it, without the many
 * channels between them: nothing non-linear separates the two, so their weights are multiplied
 * once, in double precision, when they are loaded.
 *
 * <p>The transposed convolution then has one output for each tap of the other, and the taps are
 * shifted and added. So the ends of the recording are padded with zeros exactly where the two
 * layers would pad.
 */
public final class FoldedOutput {
  private FoldedOutput() {}

  /**
   * Takes the parameters of both layers.
   *
   * @param up where those of the transposed convolution are
   * @param out where those of the convolution are
   * @param shape of the transposed convolution
   * @param kernel taps of the convolution, odd
   * @return two layers that do the same
   */
  public static List<TimeLayer> from(
      ParameterScope up, ParameterScope out, UpsamplingShape shape, int kernel) {
    int middle = shape.outputs();
    FloatTensor upWeight = up.take("weight", shape.inputs(), middle, 2 * shape.stride());
    float[] upBias = up.takeVector("bias", middle);
    FloatTensor outWeight = out.take("weight", 1, middle, kernel);
    float[] outBias = out.takeVector("bias", 1);
    TimeLayer sum = new ShiftedSum(kernel, outBias[0]);
    if (!upWeight.isReadable() || !outWeight.isReadable()) {
      FloatTensor counted = FloatTensor.unallocated(shape.inputs(), kernel, 2 * shape.stride());
      return List.of(new ConvTranspose1d(counted, new float[kernel]), sum);
    }
    float[] last = outWeight.toArray();
    FloatTensor weight =
        FloatTensor.of(
            foldWeight(upWeight.toArray(), last, shape, kernel),
            shape.inputs(),
            kernel,
            2 * shape.stride());
    return List.of(new ConvTranspose1d(weight, foldBias(upBias, last, kernel)), sum);
  }

  /**
   * {@code [inputs, middle, 2 * stride] and [1, middle, kernel] -> [inputs, kernel, 2 * stride]}.
   */
  private static float[] foldWeight(float[] up, float[] out, UpsamplingShape shape, int kernel) {
    int taps = 2 * shape.stride();
    int middle = shape.outputs();
    float[] folded = new float[shape.inputs() * kernel * taps];
    for (int in = 0; in < shape.inputs(); in++) {
      for (int j = 0; j < kernel; j++) {
        for (int tap = 0; tap < taps; tap++) {
          double sum = 0;
          for (int m = 0; m < middle; m++) {
            sum += (double) up[(in * middle + m) * taps + tap] * out[m * kernel + j];
          }
          folded[(in * kernel + j) * taps + tap] = (float) sum;
        }
      }
    }
    return folded;
  }

  private static float[] foldBias(float[] bias, float[] out, int kernel) {
    float[] folded = new float[kernel];
    for (int j = 0; j < kernel; j++) {
      double sum = 0;
      for (int m = 0; m < bias.length; m++) {
        sum += (double) bias[m] * out[m * kernel + j];
      }
      folded[j] = (float) sum;
    }
    return folded;
  }

  /** {@code y[t] = bias + sum over j of z[t + j][j]}. */
  private record ShiftedSum(int kernel, float bias) implements TimeLayer {
    @Override
    public TimeGeometry geometry() {
      return TimeGeometry.convolution(kernel, 1, kernel / 2);
    }

    @Override
    public int inputs() {
      return kernel;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public void forward(float[] x, int from, int steps, float[] y, int to, TileScratch scratch) {
      for (int step = 0; step < steps; step++) {
        float sum = bias;
        for (int j = 0; j < kernel; j++) {
          sum += x[from + (step + j) * kernel + j];
        }
        y[to + step] = sum;
      }
    }

    @Override
    public void close() {}
  }
}
