package org.jukebox4j.core.sequence;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.jukebox4j.core.tensor.FloatTensor;

/** The two forms of matrix product that convolutions and their gradients need, row-major. */
final class Products {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  private Products() {}

  /**
   * The sizes of a product.
   *
   * @param rows rows of the result
   * @param columns columns of the result
   * @param summed products added up for each element of the result
   */
  record Sizes(int rows, int columns, int summed) {}

  /** {@code c = keep * c + scale * a b}, {@code [rows, summed] x [summed, columns]}. */
  static void multiply(
      Sizes sizes, FloatTensor a, FloatTensor b, FloatTensor c, float scale, float keep) {
    openblas.cblas_sgemm(
        ROW_MAJOR,
        PLAIN,
        PLAIN,
        sizes.rows,
        sizes.columns,
        sizes.summed,
        scale,
        a.pointer(),
        sizes.summed,
        b.pointer(),
        sizes.columns,
        keep,
        c.pointer(),
        sizes.columns);
  }

  /** {@code c = keep * c + scale * a^T b}, {@code [summed, rows]^T x [summed, columns]}. */
  static void multiplyTransposed(Sizes sizes, FloatTensor a, FloatTensor b, Sum c, float scale) {
    FloatPointer sum = new FloatPointer(c.memory.pointer());
    openblas.cblas_sgemm(
        ROW_MAJOR,
        TRANSPOSED,
        PLAIN,
        sizes.rows,
        sizes.columns,
        sizes.summed,
        scale,
        a.pointer(),
        sizes.rows,
        b.pointer(),
        sizes.columns,
        c.starts ? 0f : 1f,
        sum.position(c.offset),
        sizes.columns);
  }

  /**
   * A sum that goes on over several products.
   *
   * @param memory where it is
   * @param offset index of its first element
   * @param starts whether this is the first product, before which the memory holds nothing
   */
  record Sum(FloatTensor memory, long offset, boolean starts) {}
}
