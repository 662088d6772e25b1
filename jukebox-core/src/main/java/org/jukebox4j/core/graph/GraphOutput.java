package org.jukebox4j.core.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A value that a kernel writes: a result, or the gradient with respect to an input. It is zero
 * unless the kernel writes it. Valid only during that call.
 */
public final class GraphOutput {
  private final int[] shape;
  private final @Nullable INDArray array;
  private final @Nullable INDArray memory;
  private @Nullable FloatTensor tensor;

  private GraphOutput(int[] shape, @Nullable INDArray array) {
    this.shape = shape;
    this.array = array;
    this.memory = array == null || GraphMemory.isRowMajor(array) ? array : array.dup('c');
  }

  static GraphOutput wanted(INDArray array) {
    return new GraphOutput(GraphMemory.shape(array), array);
  }

  static GraphOutput unwanted(int[] shape) {
    return new GraphOutput(shape, null);
  }

  /** Hands over what was written: zeros, or what the kernel wrote into a copy. */
  void finish() {
    if (isWanted()) {
      tensor();
    }
    if (array != null && memory != null && memory != array) {
      array.assign(memory);
    }
  }

  /**
   * Says whether the value is used. Gradients with respect to integers and constants are not.
   *
   * @return false if writing would be wasted work; what is written then goes nowhere
   */
  public boolean isWanted() {
    return memory != null;
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
   * Returns the number of elements.
   *
   * @return the product of the shape
   */
  public int size() {
    return Math.toIntExact(Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact));
  }

  /**
   * Returns the memory to write to, for matrix products that put their result there. If the value
   * is not wanted, it is memory that is thrown away.
   *
   * @return the value, zeros at first
   */
  public FloatTensor tensor() {
    FloatTensor current = tensor;
    if (current == null) {
      current = tensorToFill();
      GraphMemory.clear(current);
    }
    return current;
  }

  /**
   * Returns the memory to write to, for kernels that write every element.
   *
   * @return the value, of undefined contents at first
   */
  public FloatTensor tensorToFill() {
    FloatTensor current = tensor;
    if (current == null) {
      current = memory == null ? FloatTensor.zeros(shape.clone()) : GraphMemory.view(memory, shape);
      tensor = current;
    }
    return current;
  }

  /**
   * Writes all elements.
   *
   * @param values the elements in row-major order; it may be longer than the value
   */
  public void write(float[] values) {
    if (values.length < size()) {
      throw new IllegalArgumentException(
          "values: expected at least "
              + size()
              + " for shape "
              + Arrays.toString(shape)
              + ", but there were "
              + values.length);
    }
    if (isWanted()) {
      tensorToFill().write(0, values, 0, size());
    }
  }

  /**
   * Writes a value that is a single number.
   *
   * @param value the number
   */
  public void write(float value) {
    write(new float[] {value});
  }
}
