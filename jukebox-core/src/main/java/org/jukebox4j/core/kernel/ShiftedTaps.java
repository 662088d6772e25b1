package org.jukebox4j.core.kernel;

import org.jukebox4j.core.tensor.FloatTensor;

/** One matrix product for each tap over the same rows in memory. */
final class ShiftedTaps implements TapArithmetic {
  private final ShiftedProduct product;
  private final BiasRows bias;

  ShiftedTaps(ShiftedProduct product, float[] bias) {
    this.product = product;
    this.bias = new BiasRows(bias);
  }

  @Override
  public void forward(float[] x, int from, int steps, float[] y, int to, TileScratch scratch) {
    int size = steps * product.outputs();
    FloatTensor in = scratch.in(product.inputSize(steps));
    FloatTensor out = scratch.out(product.outputSize(steps));
    int tapDistance = product.load(x, from, steps, in);
    bias.fill(out, size);
    product.accumulate(in, tapDistance, steps, 1f, out);
    out.read(0, y, to, size);
  }

  @Override
  public void close() {
    product.close();
  }
}
