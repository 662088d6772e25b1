package org.jukebox4j.core.kernel;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Memory of one thread for one tile of a layer: native memory for the operands of matrix products
 * and an array for the arithmetic between them. It grows to the largest request and is then reused.
 */
public final class TileScratch implements AutoCloseable {
  /**
   * Matrix products round the last bits of a row according to its place in a group of rows: the
   * inner kernels take 4, 8, 12 or 16 rows at a time and treat what is left over differently. A
   * multiple of all these.
   */
  static final int ROW_GROUP = 96;

  /** Elements that stay in the innermost cache between two loops over them. */
  private static final int STRIP = 2048;

  private @Nullable FloatTensor in;
  private @Nullable FloatTensor out;
  private float[] array = new float[0];
  private float[] between = new float[0];
  private float[] strip = new float[STRIP];

  /**
   * Rounds a number of rows up to whole groups. Products over whole groups, which begin at a
   * multiple of a group, give a row the same bits in every tile.
   *
   * @param rows a number of rows
   * @return the number of rows of the product, the last of them without meaning
   */
  public static int wholeGroups(int rows) {
    return (rows + ROW_GROUP - 1) / ROW_GROUP * ROW_GROUP;
  }

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

  /**
   * Returns another array.
   *
   * @param size number of elements
   * @return at least that many; contents undefined
   */
  public float[] between(int size) {
    if (between.length < size) {
      between = new float[size];
    }
    return between;
  }

  /**
   * Copies elements into native memory, setting what is negative to zero.
   *
   * <p>The loop runs over a strip that starts at index 0 of an array of its own: only then does the
   * compiler prove that nothing overlaps, and uses vectors.
   *
   * @param x holds the elements
   * @param from index of the first one
   * @param length how many
   * @param into receives them
   * @param to index of the first one written
   */
  void writeRectified(float[] x, int from, int length, FloatTensor into, int to) {
    for (int start = 0; start < length; start += STRIP) {
      int count = Math.min(STRIP, length - start);
      System.arraycopy(x, from + start, strip, 0, count);
      rectify(strip, count);
      into.write(to + start, strip, 0, count);
    }
  }

  /**
   * Copies elements from one native memory to another, setting what is negative to zero.
   *
   * @param from holds the elements
   * @param into receives them
   * @param length how many
   */
  public void rectify(FloatTensor from, FloatTensor into, int length) {
    for (int start = 0; start < length; start += STRIP) {
      int count = Math.min(STRIP, length - start);
      from.read(start, strip, 0, count);
      rectify(strip, count);
      into.write(start, strip, 0, count);
    }
  }

  /**
   * Copies rows out of native memory and adds a bias to each.
   *
   * @param from holds {@code [rows, width]}
   * @param bias the bias
   * @param length number of elements
   * @param into receives {@code [rows, width]}
   * @param to index of the first element written
   */
  public void readAdding(FloatTensor from, BiasRows bias, int length, float[] into, int to) {
    float[] b = bias.values();
    if (strip.length < b.length) {
      strip = new float[b.length];
    }
    for (int start = 0; start < length; start += b.length) {
      int count = Math.min(b.length, length - start);
      from.read(start, strip, 0, count);
      add(strip, b, count);
      System.arraycopy(strip, 0, into, to + start, count);
    }
  }

  private static void add(float[] x, float[] b, int length) {
    for (int i = 0; i < length; i++) {
      x[i] += b[i];
    }
  }

  private static void rectify(float[] x, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = Math.max(x[i], 0f);
    }
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
