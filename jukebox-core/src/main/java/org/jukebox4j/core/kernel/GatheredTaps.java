package org.jukebox4j.core.kernel;

import org.jukebox4j.core.tensor.FloatTensor;

/** The taps of a step side by side in one row, and one matrix product over these rows. */
final class GatheredTaps implements TapArithmetic {
  private final ConvolutionShape shape;
  private final ShiftedProduct product;
  private final BiasRows bias;

  GatheredTaps(ConvolutionShape shape, FloatTensor packed, float[] bias) {
    this.shape = shape;
    this.product = new ShiftedProduct(packed, 1, 1);
    this.bias = new BiasRows(bias);
  }

  @Override
  public void forward(float[] x, int from, int steps, float[] y, int to, TileScratch scratch) {
    int width = shape.kernel() * shape.inputs();
    float[] rows = scratch.array(steps * width); // [steps, kernel * inputs]
    gather(x, from, steps, rows);
    int size = steps * shape.outputs();
    FloatTensor in = scratch.in(product.inputSize(steps));
    FloatTensor out = scratch.out(product.outputSize(steps));
    in.write(0, rows, 0, steps * width);
    bias.fill(out, size);
    product.accumulate(in, 0, steps, 1f, out);
    out.read(0, y, to, size);
  }

  private void gather(float[] x, int from, int steps, float[] rows) {
    int inputs = shape.inputs();
    int at = 0;
    for (int step = 0; step < steps; step++) {
      int first = from + step * shape.stride() * inputs;
      for (int tap = 0; tap < shape.kernel(); tap++) {
        int row = first + tap * shape.dilation() * inputs;
        for (int i = 0; i < inputs; i++) {
          rows[at++] = x[row + i];
        }
      }
    }
  }

  @Override
  public void close() {
    product.close();
  }
}
