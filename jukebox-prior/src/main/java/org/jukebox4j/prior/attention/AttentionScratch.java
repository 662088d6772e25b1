package org.jukebox4j.prior.attention;

import org.jukebox4j.core.kernel.CachedDotProduct;
import org.jukebox4j.core.kernel.NativeScratch;

/** Working memory of cached attention, shared by all layers of a decoder. */
public final class AttentionScratch implements AutoCloseable {
  final NativeScratch linear;
  final AttentionStep step = new AttentionStep();
  float[] projected = new float[1];
  float[] attended = new float[1];
  private final int heads;
  private final int headWidth;

  /** One for each item, since items are computed at once. */
  private CachedDotProduct[] products = new CachedDotProduct[0];

  private CachedDotProduct.Group[] groups = new CachedDotProduct.Group[0];

  /**
   * Allocates working memory.
   *
   * @param heads number of heads
   * @param headWidth width of a head
   * @param linear memory and threads of the dense layers, owned by the caller
   */
  public AttentionScratch(int heads, int headWidth, NativeScratch linear) {
    this.linear = linear;
    this.heads = heads;
    this.headWidth = headWidth;
  }

  void reserve(int items, int projectedSize, int attendedSize) {
    if (products.length < items) {
      close();
      products = new CachedDotProduct[items];
      groups = new CachedDotProduct.Group[items];
      for (int item = 0; item < items; item++) {
        products[item] = new CachedDotProduct(heads, headWidth);
        groups[item] = new CachedDotProduct.Group();
      }
    }
    if (projected.length < projectedSize) {
      projected = new float[projectedSize];
    }
    if (attended.length < attendedSize) {
      attended = new float[attendedSize];
    }
  }

  CachedDotProduct product(int item) {
    return products[item];
  }

  CachedDotProduct.Group group(int item) {
    return groups[item];
  }

  @Override
  public void close() {
    for (CachedDotProduct product : products) {
      product.close();
    }
    products = new CachedDotProduct[0];
  }
}
