package org.jukebox4j.vector;

import org.jukebox4j.core.vector.TapProduct;
import org.jukebox4j.core.vector.TapProducts;
import org.jukebox4j.core.vector.TapShape;
import org.jukebox4j.core.vector.TapSums;

/** The products in vector instructions, with the elements that are summed up in registers. */
public final class VectorisedTapProducts implements TapProducts {
  /** For the service loader. */
  public VectorisedTapProducts() {}

  @Override
  public TapProduct product(TapShape shape, int outputs) {
    return new VectorisedTapProduct(shape, outputs);
  }

  @Override
  public TapSums sums(TapShape shape, int outputs) {
    return new VectorisedTapSums(shape, outputs);
  }
}
