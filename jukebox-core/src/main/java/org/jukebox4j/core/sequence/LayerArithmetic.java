package org.jukebox4j.core.sequence;

import org.jukebox4j.core.vector.RowArithmetic;
import org.jukebox4j.core.vector.TapProducts;

/**
 * The arithmetic that layers are made of, in the fastest form that this process has.
 *
 * @param products of shifted rows with weights
 * @param rows element by element
 */
record LayerArithmetic(TapProducts products, RowArithmetic rows) {
  static LayerArithmetic fastest() {
    return new LayerArithmetic(TapProducts.fastest(), RowArithmetic.fastest());
  }
}
