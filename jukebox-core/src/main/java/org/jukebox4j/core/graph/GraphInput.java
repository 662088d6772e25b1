package org.jukebox4j.core.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A value that a kernel reads: row-major, wherever SameDiff keeps it. Valid only during the call
 * that it was passed to.
 */
public final class GraphInput {
  private final INDArray array;
  private final int[] shape;
  private @Nullable FloatTensor tensor;
  private float @Nullable [] floats;

  GraphInput(INDArray array) {
    this.array = array;
    this.shape = GraphMemory.shape(array);
  }

  /**
   * Returns the shape.
   *
   * @return the length of each axis; empty for a scalar
   */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * Returns the length of one axis.
   *
   * @param axis the axis, counted from 0
   * @return its length
   */
  public int dimension(int axis) {
    return shape[axis];
  }

  /**
   * Returns the number of elements.
   *
   * @return the product of the shape
   */
  public int size() {
    return Math.toIntExact(array.length());
  }

  /**
   * Returns the memory of a float32 value without copying it, for weights in matrix products. Only
   * a value that does not lie in row-major order (a view of another one) is copied.
   *
   * @return the value; it must not be written to
   * @throws IllegalStateException if the value is not float32
   */
  public FloatTensor tensor() {
    requireFloat();
    FloatTensor current = tensor;
    if (current == null) {
      INDArray rowMajor = GraphMemory.isRowMajor(array) ? array : array.dup('c');
      current = GraphMemory.view(rowMajor, shape);
      tensor = current;
    }
    return current;
  }

  /**
   * Copies a float32 value onto the Java heap, once for each call of the kernel.
   *
   * @return the value; the same array every time, and the caller's to change
   * @throws IllegalStateException if the value is not float32
   */
  public float[] floats() {
    float[] current = floats;
    if (current == null) {
      current = tensor().toArray();
      floats = current;
    }
    return current;
  }

  /**
   * Copies a float32 value into an array that the kernel keeps.
   *
   * @param into receives the value from index 0 on
   */
  public void read(float[] into) {
    tensor().read(0, into, 0, size());
  }

  /**
   * Returns a value that is a single number.
   *
   * @return the number
   */
  public float scalar() {
    return tensor().get(0);
  }

  /**
   * Copies an integer value, codes for example.
   *
   * @return the value
   * @throws IllegalStateException if the value is not of an integer type
   */
  public int[] integers() {
    if (!array.dataType().isIntType()) {
      throw new IllegalStateException(
          "expected integers of shape " + Arrays.toString(shape) + ", but was " + type());
    }
    return array.dup('c').data().asInt();
  }

  private void requireFloat() {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalStateException(
          "expected float32 of shape "
              + Arrays.toString(shape)
              + ", but was "
              + type()
              + ". Kernel graphs compute in float32; for another type, build the reference graph.");
    }
  }

  private String type() {
    return String.valueOf(array.dataType());
  }
}
