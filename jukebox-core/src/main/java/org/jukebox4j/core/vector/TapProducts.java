package org.jukebox4j.core.vector;

import java.util.Optional;

/**
 * The two products of which a convolution and its gradients consist. Rows are read where they are:
 * nothing is gathered, so taps, strides and dilations cost nothing.
 *
 * <p>A row has the same bits in every call in which it lies a multiple of {@link #ROW_GROUP} rows
 * after the first. Immutable, may be shared between threads.
 */
public interface TapProducts {
  /** Rows between the cuts that do not change a bit. */
  int ROW_GROUP = 96;

  /**
   * Chooses the form.
   *
   * @return the vector form if this process has it, the plain form if not
   */
  static TapProducts fastest() {
    return VectorInstructions.choose(TapProducts.class, PlainTapProducts::new);
  }

  /**
   * Finds the vector form, for those who have another plain form of their own.
   *
   * @return the vector form if this process has it
   */
  static Optional<TapProducts> vectorised() {
    return VectorInstructions.find(TapProducts.class);
  }

  /**
   * Prepares products with weights.
   *
   * @param shape what a step sees
   * @param outputs columns of the weights
   * @return a product with weights of zero
   */
  TapProduct product(TapShape shape, int outputs);

  /**
   * Prepares a sum of outer products, the gradient of weights.
   *
   * @param shape what a step sees
   * @param outputs columns of the weights
   * @return a sum of zeros
   */
  TapSums sums(TapShape shape, int outputs);
}
