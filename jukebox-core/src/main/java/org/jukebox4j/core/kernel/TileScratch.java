package org.jukebox4j.core.kernel;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Memory of one thread for one tile of a layer: native memory for the operands of matrix products
 * and an array for the arithmetic between them. It grows to the largest request and is then reused.
 */
public final class TileScratch implements AutoCloseable {
  private @Nullable FloatTensor in;
  private @Nullable FloatTensor out;
  private float[] array = new float[0];

  /**
   * Returns native memory for the left operand of a product.
   *
   * @param size number of elements
   * @return at least that many; contents undefined
   */
  public FloatTensor in(int size) {
    in = fitting(in, size);
    return in;
  }

  /**
   * Returns native memory for the result of a product.
   *
   * @param size number of elements
   * @return at least that many; contents undefined
   */
  public FloatTensor out(int size) {
    out = fitting(out, size);
    return out;
  }

  /**
   * Returns an array.
   *
   * @param size number of elements
   * @return at least that many; contents undefined
   */
  public float[] array(int size) {
    if (array.length < size) {
      array = new float[size];
    }
    return array;
  }

  private static FloatTensor fitting(@Nullable FloatTensor current, int size) {
    if (current != null && current.size() >= size) {
      return current;
    }
    if (current != null) {
      current.close();
    }
    return FloatTensor.zeros(size);
  }

  @Override
  public void close() {
    if (in != null) {
      in.close();
      in = null;
    }
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
