package org.jukebox4j.prior.attention;

import org.jukebox4j.core.kernel.CachedDotProduct;
import org.jukebox4j.core.kernel.NativeScratch;

/** Working memory of cached attention, shared by all layers of a decoder. */
public final class AttentionScratch implements AutoCloseable {
  final NativeScratch linear;
  final CachedDotProduct product;
  final CachedDotProduct.Group group = new CachedDotProduct.Group();
  float[] projected = new float[1];
  float[] attended = new float[1];

  /**
   * Allocates working memory.
   *
   * @param heads number of heads
   * @param headWidth width of a head
   * @param linear memory of the dense layers, owned by the caller
   */
  public AttentionScratch(int heads, int headWidth, NativeScratch linear) {
    this.linear = linear;
    this.product = new CachedDotProduct(heads, headWidth);
  }

  void reserve(int projectedSize, int attendedSize) {
    if (projected.length < projectedSize) {
      projected = new float[projectedSize];
    }
    if (attended.length < attendedSize) {
      attended = new float[attendedSize];
    }
  }

  @Override
  public void close() {
    product.close();
  }
}
