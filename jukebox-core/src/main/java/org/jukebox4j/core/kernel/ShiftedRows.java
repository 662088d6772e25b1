package org.jukebox4j.core.kernel;

import java.util.Optional;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.vector.Rows;
import org.jukebox4j.core.vector.TapProduct;
import org.jukebox4j.core.vector.TapProducts;
import org.jukebox4j.core.vector.TapShape;

/**
 * A convolution in vector instructions, over the rows where they are. For weights that stay in a
 * core's cache: larger ones are read so often that the blocks of a matrix product pay.
 */
public final class ShiftedRows implements TapArithmetic {
  /** Elements of the weights, up to about 128 channels. */
  private static final int MOST_WEIGHTS = 1 << 17;

  private static final Optional<TapProducts> PRODUCTS = TapProducts.vectorised();

  private final TapProduct product;
  private final int step;
  private final int outputs;
  private final BiasRows bias;

  private ShiftedRows(TapProduct product, int step, float[] bias) {
    this.product = product;
    this.step = step;
    this.outputs = bias.length;
    this.bias = new BiasRows(bias);
  }

  /**
   * Takes the weights if this form suits them.
   *
   * @param shape what a step sees
   * @param step elements of input from one step to the next
   * @param weight {@code [taps * inputs, outputs]}; closed if this form suits it
   * @param bias {@code [outputs]}
   * @return the arithmetic; empty without vector instructions, and for large weights
   */
  public static Optional<ShiftedRows> of(
      TapShape shape, int step, FloatTensor weight, float[] bias) {
    if (PRODUCTS.isEmpty() || !weight.isReadable() || weight.size() > MOST_WEIGHTS) {
      return Optional.empty();
    }
    TapProduct product = PRODUCTS.get().product(shape, bias.length);
    product.load(weight.toArray());
    weight.close();
    return Optional.of(new ShiftedRows(product, step, bias));
  }

  @Override
  public void forward(float[] x, int from, int steps, float[] y, int to, TileScratch scratch) {
    bias.fill(y, to, steps * outputs);
    addTo(x, from, steps, y, to);
  }

  /**
   * Adds the convolution without its bias.
   *
   * @param x rows of input
   * @param from index of the first element that the first step reads
   * @param steps how many steps
   * @param y {@code [steps, outputs]}, changed in place
   * @param to index of the first element changed
   */
  public void addTo(float[] x, int from, int steps, float[] y, int to) {
    product.addTo(new Rows(x, from, step), new Rows(y, to, outputs), steps);
  }

  /** The bias. */
  public BiasRows bias() {
    return bias;
  }

  @Override
  public void close() {
    // The weights are on the Java heap.
  }
}
