package org.jukebox4j.core.sequence;

import org.jukebox4j.core.vector.RowArithmetic;

/** Sums of columns over many rows, the gradient of a bias, in loops long enough to be fast. */
final class ColumnSums {
  private static final int LENGTH = 1024;

  private final int width;
  private final float[] lanes;
  private final RowArithmetic arithmetic;

  ColumnSums(int width, RowArithmetic arithmetic) {
    this.width = width;
    this.arithmetic = arithmetic;
    this.lanes = new float[Math.max(1, LENGTH / width) * width];
  }

  /**
   * Adds rows.
   *
   * @param rows holds {@code [count, width]}
   * @param from index of the first element
   * @param length number of elements
   */
  void add(float[] rows, int from, int length) {
    for (int start = 0; start < length; start += lanes.length) {
      arithmetic.add(rows, from + start, lanes, 0, Math.min(lanes.length, length - start));
    }
  }

  /** Adds the sums, times a factor, to a result. */
  void addTo(float[] result, float factor) {
    for (int column = 0; column < width; column++) {
      float sum = 0;
      for (int i = column; i < lanes.length; i += width) {
        sum += lanes[i];
      }
      result[column] += factor * sum;
    }
  }
}
