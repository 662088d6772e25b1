package org.jukebox4j.core.sequence;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Memory of one thread for one tile: native memory for the operands of matrix products and an array
 * for the arithmetic between them. It grows to the largest request and is then reused.
 */
final class TapScratch implements AutoCloseable {
  private @Nullable FloatTensor columns;
  private @Nullable FloatTensor rows;
  private @Nullable FloatTensor result;
  private float[] array = new float[0];
  private float[] mask = new float[0];

  /** Native memory for rows with their taps side by side. */
  FloatTensor columns(int size) {
    columns = fitting(columns, size);
    return columns;
  }

  /** Native memory for plain rows. */
  FloatTensor rows(int size) {
    rows = fitting(rows, size);
    return rows;
  }

  /** Native memory for the result of a product. */
  FloatTensor result(int size) {
    result = fitting(result, size);
    return result;
  }

  float[] array(int size) {
    if (array.length < size) {
      array = new float[size];
    }
    return array;
  }

  /** A second array. */
  float[] mask(int size) {
    if (mask.length < size) {
      mask = new float[size];
    }
    return mask;
  }

  private static FloatTensor fitting(@Nullable FloatTensor current, int size) {
    if (current != null && current.size() >= size) {
      return current;
    }
    close(current);
    return FloatTensor.zeros(size);
  }

  private static void close(@Nullable FloatTensor tensor) {
    if (tensor != null) {
      tensor.close();
    }
  }

  @Override
  public void close() {
    close(columns);
    close(rows);
    close(result);
    columns = null;
    rows = null;
    result = null;
  }
}
