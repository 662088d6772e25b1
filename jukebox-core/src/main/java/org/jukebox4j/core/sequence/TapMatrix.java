package org.jukebox4j.core.sequence;

import org.jukebox4j.core.vector.TapProduct;
import org.jukebox4j.core.vector.TapShape;
import org.jukebox4j.core.vector.TapSums;

/**
 * The weights of a convolution in the order in which one direction of it reads them, with zeros for
 * taps that the convolution does not have. Checkpoints hold {@code (out, in, k)}; a transposed
 * convolution's {@code (in, out, k)} is that of the convolution whose input is the long side.
 */
final class TapMatrix {
  /** Which side a product with the matrix makes. */
  enum Makes {
    /** {@code [taps * groupWidth, shortWidth]}. */
    SHORT,
    /** {@code [taps * shortWidth, groupWidth]}. */
    LONG
  }

  private final LayerArithmetic arithmetic;
  private final TapShape shape;
  private final int columns;
  private final int[] indices;
  private final TapProduct product;

  TapMatrix(TapGeometry geometry, Makes makes, LayerArithmetic arithmetic) {
    this.arithmetic = arithmetic;
    shape = makes == Makes.SHORT ? geometry.tapsOfLong() : geometry.tapsOfShort();
    columns = makes == Makes.SHORT ? geometry.shortWidth() : geometry.groupWidth();
    product = arithmetic.products().product(shape, columns);
    int outputs = geometry.shape().outputs();
    int inputs = geometry.shape().inputs();
    int kernel = geometry.shape().kernel();
    indices = new int[Math.multiplyExact(Math.multiplyExact(outputs, inputs), kernel)];
    int at = 0;
    for (int out = 0; out < outputs; out++) {
      for (int in = 0; in < inputs; in++) {
        for (int tap = 0; tap < kernel; tap++) {
          indices[at++] =
              makes == Makes.SHORT
                  ? geometry.indexForShort(out, in, tap)
                  : geometry.indexForLong(out, in, tap);
        }
      }
    }
  }

  /** Takes weights in the order of checkpoints, times a factor. */
  void load(float[] weight, float factor) {
    float[] sorted = new float[size()];
    for (int i = 0; i < indices.length; i++) {
      sorted[indices[i]] = factor * weight[i];
    }
    product.load(sorted);
  }

  /** Elements, zeros included. */
  int size() {
    return Math.multiplyExact(shape.seen(), columns);
  }

  /** The product with these weights. */
  TapProduct product() {
    return product;
  }

  /** A sum for the gradient of a bias. */
  ColumnSums newColumnSums(int width) {
    return new ColumnSums(width, arithmetic.rows());
  }

  /** A sum for the gradient of these weights. */
  TapSums newSums() {
    return arithmetic.products().sums(shape, columns);
  }

  /** Brings a gradient from the order of the matrix into that of checkpoints, times a factor. */
  void unpack(float[] sorted, float[] gradient, float factor) {
    for (int i = 0; i < indices.length; i++) {
      gradient[i] = factor * sorted[indices[i]];
    }
  }
}
