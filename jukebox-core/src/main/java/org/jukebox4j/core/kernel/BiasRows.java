package org.jukebox4j.core.kernel;

import org.jukebox4j.core.tensor.FloatTensor;

/** A bias repeated for many rows, so that loops over a tile are long and need no inner loop. */
public final class BiasRows {
  private static final int LENGTH = 2048;

  private final float[] values;

  /**
   * Repeats a bias.
   *
   * @param bias {@code [width]}
   */
  public BiasRows(float[] bias) {
    int rows = Math.max(1, LENGTH / Math.max(1, bias.length));
    values = new float[rows * bias.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bias[i % bias.length];
    }
  }

  /**
   * Writes the bias into every row.
   *
   * @param into receives {@code [rows, width]}
   * @param length number of elements
   */
  public void fill(FloatTensor into, int length) {
    for (int at = 0; at < length; at += values.length) {
      into.write(at, values, 0, Math.min(values.length, length - at));
    }
  }

  /**
   * Writes the bias into every row.
   *
   * @param y receives {@code [rows, width]}
   * @param from index of the first element
   * @param length number of elements
   */
  public void fill(float[] y, int from, int length) {
    for (int start = 0; start < length; start += values.length) {
      System.arraycopy(values, 0, y, from + start, Math.min(values.length, length - start));
    }
  }

  /** Returns a whole number of rows. */
  float[] values() {
    return values;
  }
}
