package org.jukebox4j.core.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A rectangle of a row-major float32 array in native memory, the operand and result of matrix
 * products. Rows lie {@code stride} elements apart, so a part of the columns or every n-th row of a
 * larger matrix is a matrix, too. It refers to memory and holds none.
 *
 * @param memory the elements
 * @param from index of the first element
 * @param rows number of rows
 * @param columns number of columns
 * @param stride distance between the starts of two rows
 */
public record NativeMatrix(FloatTensor memory, int from, int rows, int columns, int stride)
    implements MatrixOperand {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  /** Checks that the rectangle lies within the memory. */
  public NativeMatrix {
    long end = from + (rows - 1L) * stride + columns;
    if (from < 0 || rows < 0 || columns < 0 || (rows > 0 && end > memory.size())) {
      throw new IllegalArgumentException(
          "a matrix of %d rows and %d columns, %d apart, from element %d does not fit into %s"
              .formatted(rows, columns, stride, from, memory));
    }
  }

  /**
   * A matrix whose rows follow each other from the first element on.
   *
   * @param memory the elements; there may be more
   * @param rows number of rows
   * @param columns number of columns
   * @return the matrix
   */
  public static NativeMatrix of(FloatTensor memory, int rows, int columns) {
    return new NativeMatrix(memory, 0, rows, columns, columns);
  }

  /**
   * Some rows that follow each other.
   *
   * @param first number of the first row
   * @param count how many rows
   * @return the part
   */
  public NativeMatrix rows(int first, int count) {
    return rows(first, 1, count);
  }

  /**
   * Rows at equal distances.
   *
   * @param first number of the first row
   * @param step distance between two rows
   * @param count how many rows
   * @return the part
   */
  public NativeMatrix rows(int first, int step, int count) {
    return new NativeMatrix(memory, from + first * stride, count, columns, step * stride);
  }

  /**
   * Some columns that follow each other.
   *
   * @param first number of the first column
   * @param count how many columns
   * @return the part
   */
  public NativeMatrix columns(int first, int count) {
    return new NativeMatrix(memory, from + first, rows, count, stride);
  }

  /**
   * The transposed matrix, as an operand.
   *
   * @return a view
   */
  public MatrixOperand transposed() {
    return new Transposed(this);
  }

  record Transposed(NativeMatrix plain) implements MatrixOperand {}

  /**
   * Replaces this matrix by {@code scale * a b}.
   *
   * @param a the left operand
   * @param b the right operand
   * @param scale a factor
   */
  public void assignProduct(MatrixOperand a, MatrixOperand b, float scale) {
    product(a, b, scale, 0f);
  }

  /**
   * Adds {@code scale * a b} to this matrix.
   *
   * @param a the left operand
   * @param b the right operand
   * @param scale a factor
   */
  public void addProduct(MatrixOperand a, MatrixOperand b, float scale) {
    product(a, b, scale, 1f);
  }

  private void product(MatrixOperand a, MatrixOperand b, float scale, float keep) {
    NativeMatrix left = plain(a);
    NativeMatrix right = plain(b);
    boolean leftTurned = a instanceof Transposed;
    boolean rightTurned = b instanceof Transposed;
    int summed = leftTurned ? left.rows : left.columns;
    if ((leftTurned ? left.columns : left.rows) != rows
        || (rightTurned ? right.rows : right.columns) != columns
        || (rightTurned ? right.columns : right.rows) != summed) {
      throw new IllegalArgumentException(
          "cannot multiply %s by %s into %d rows and %d columns".formatted(a, b, rows, columns));
    }
    if (rows == 0 || columns == 0) {
      return;
    }
    openblas.cblas_sgemm(
        ROW_MAJOR,
        leftTurned ? TRANSPOSED : PLAIN,
        rightTurned ? TRANSPOSED : PLAIN,
        rows,
        columns,
        summed,
        scale,
        left.pointer(),
        left.stride,
        right.pointer(),
        right.stride,
        keep,
        pointer(),
        stride);
  }

  private static NativeMatrix plain(MatrixOperand operand) {
    return operand instanceof Transposed turned ? turned.plain : (NativeMatrix) operand;
  }

  private FloatPointer pointer() {
    return new FloatPointer(memory.pointer()).position(from);
  }

  /**
   * Copies all rows out, one after another.
   *
   * @param into receives {@code [rows, columns]} from index 0 on
   */
  public void read(float[] into) {
    if (stride == columns) {
      memory.read(from, into, 0, rows * columns);
      return;
    }
    for (int row = 0; row < rows; row++) {
      memory.read(from + row * stride, into, row * columns, columns);
    }
  }

  /**
   * Copies all rows in.
   *
   * @param values holds {@code [rows, columns]} from index 0 on
   */
  public void write(float[] values) {
    if (stride == columns) {
      memory.write(from, values, 0, rows * columns);
      return;
    }
    for (int row = 0; row < rows; row++) {
      memory.write(from + row * stride, values, row * columns, columns);
    }
  }
}
