package org.jukebox4j.core.kernel;

import java.util.Arrays;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * For a few outputs: one matrix product multiplies each row with the weights of all taps, and the
 * shifted results are added. A product with one column for each tap would read the rows each time.
 */
final class SummedTaps implements TapArithmetic {
  private final ConvolutionShape shape;
  private final ShiftedProduct product;
  private final float[] bias;

  SummedTaps(ConvolutionShape shape, FloatTensor packed, float[] bias) {
    this.shape = shape;
    this.product = new ShiftedProduct(sideBySide(shape, packed), 1, 1);
    this.bias = bias.clone();
  }

  @Override
  public void forward(float[] x, int from, int steps, float[] y, int to, TileScratch scratch) {
    int columns = product.outputs();
    int rows = steps + (shape.kernel() - 1) * shape.dilation();
    FloatTensor in = scratch.in(product.inputSize(rows));
    FloatTensor out = scratch.out(product.outputSize(rows));
    float[] parts = scratch.array(rows * columns); // [rows, kernel * outputs]
    product.load(x, from, rows, in);
    Arrays.fill(parts, 0, rows * columns, 0f);
    out.write(0, parts, 0, rows * columns);
    product.accumulate(in, 0, rows, 1f, out);
    out.read(0, parts, 0, rows * columns);
    sum(parts, steps, y, to);
  }

  private void sum(float[] parts, int steps, float[] y, int to) {
    int outputs = shape.outputs();
    int columns = product.outputs();
    for (int step = 0; step < steps; step++) {
      for (int out = 0; out < outputs; out++) {
        float total = bias[out];
        for (int tap = 0; tap < shape.kernel(); tap++) {
          total += parts[(step + tap * shape.dilation()) * columns + tap * outputs + out];
        }
        y[to + step * outputs + out] = total;
      }
    }
  }

  /** {@code [kernel * inputs, outputs] -> [inputs, kernel * outputs]}. */
  private static FloatTensor sideBySide(ConvolutionShape shape, FloatTensor packed) {
    int columns = shape.kernel() * shape.outputs();
    if (!packed.isReadable()) {
      return FloatTensor.unallocated(shape.inputs(), columns);
    }
    float[] w = packed.toArray();
    packed.close();
    float[] sorted = new float[w.length];
    int at = 0;
    for (int tap = 0; tap < shape.kernel(); tap++) {
      for (int in = 0; in < shape.inputs(); in++) {
        for (int out = 0; out < shape.outputs(); out++) {
          sorted[in * columns + tap * shape.outputs() + out] = w[at++];
        }
      }
    }
    return FloatTensor.of(sorted, shape.inputs(), columns);
  }

  @Override
  public void close() {
    product.close();
  }
}
