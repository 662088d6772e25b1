package org.jukebox4j.core.tensor;

import java.lang.ref.Cleaner;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A row-major float32 array outside the Java heap.
 *
 * <p>Weights live here because matrix products read them in place: OpenBLAS would copy a Java array
 * on every call. The memory is freed by {@link #close()}, or when the tensor is no longer
 * reachable. A tensor may also be a view of a mapped file, which is then kept open as long as the
 * tensor lives.
 *
 * <p>Contents are written once, before the tensor is shared; reading is safe from any thread.
 */
public final class FloatTensor implements AutoCloseable {
  /** Largest number of elements: what one direct buffer can address. */
  public static final long MAX_SIZE = Integer.MAX_VALUE / Float.BYTES;

  private static final Cleaner CLEANER = Cleaner.create();

  private final int[] shape;
  private final int size;
  private final @Nullable Object owner;
  private final Cleaner.@Nullable Cleanable memory;
  private @Nullable FloatPointer pointer;
  private @Nullable FloatBuffer buffer;

  private FloatTensor(
      int[] shape,
      @Nullable FloatPointer pointer,
      @Nullable FloatBuffer buffer,
      @Nullable Object owner,
      boolean owned) {
    this.shape = shape.clone();
    this.size = sizeOf(shape);
    this.pointer = pointer;
    this.buffer = buffer;
    this.owner = owner;
    this.memory =
        owned && pointer != null ? CLEANER.register(this, release(pointer.address())) : null;
  }

  /** Static, so that the cleaning action does not hold the tensor. */
  private static Runnable release(long address) {
    return () -> Pointer.free(new Address(address));
  }

  /** A pointer made from a number; JavaCPP keeps that constructor protected. */
  private static final class Address extends Pointer {
    Address(long address) {
      this.address = address;
    }
  }

  /**
   * Allocates a tensor of zeros.
   *
   * @param shape the length of each axis; no axis for a scalar
   * @return the tensor
   * @throws OutOfMemoryError if the system has not enough memory
   */
  public static FloatTensor zeros(int... shape) {
    int size = sizeOf(shape);
    Pointer raw = Pointer.calloc(Math.max(1, size), Float.BYTES);
    if (raw == null || raw.isNull()) {
      throw new OutOfMemoryError(
          "no memory for a float32 tensor of shape " + Arrays.toString(shape));
    }
    FloatPointer floats = new FloatPointer(raw).capacity(size);
    return new FloatTensor(shape, floats, floats.asBuffer(), null, true);
  }

  /**
   * Copies an array into a new tensor.
   *
   * @param values the elements in row-major order
   * @param shape the length of each axis; their product is {@code values.length}
   * @return the tensor
   */
  public static FloatTensor of(float[] values, int... shape) {
    if (sizeOf(shape) != values.length) {
      throw new IllegalArgumentException(
          "values: expected as many as the shape "
              + Arrays.toString(shape)
              + " holds ("
              + sizeOf(shape)
              + "), but there were "
              + values.length);
    }
    FloatTensor tensor = zeros(shape);
    tensor.write(0, values, 0, values.length);
    return tensor;
  }

  /**
   * Wraps memory that somebody else owns, without copying.
   *
   * @param direct a direct buffer in the machine's byte order, from its position to its limit
   * @param owner what must stay reachable as long as the memory is used, a mapped file for example
   * @param shape the length of each axis
   * @return a tensor over the same memory
   */
  public static FloatTensor view(FloatBuffer direct, Object owner, int... shape) {
    FloatBuffer floats = direct.slice();
    if (!floats.isDirect() || floats.remaining() != sizeOf(shape)) {
      throw new IllegalArgumentException(
          "direct: expected a direct buffer of "
              + sizeOf(shape)
              + " floats for shape "
              + Arrays.toString(shape)
              + ", but it has "
              + floats.remaining());
    }
    return new FloatTensor(shape, new FloatPointer(floats), floats, owner, false);
  }

  /**
   * A tensor with a shape but no memory, for counting parameters without loading them.
   *
   * @param shape the length of each axis
   * @return a tensor whose contents cannot be read
   */
  public static FloatTensor unallocated(int... shape) {
    return new FloatTensor(shape, null, null, null, false);
  }

  /**
   * Returns the shape.
   *
   * @return the length of each axis
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
    return size;
  }

  /**
   * Reads one element.
   *
   * @param index its row-major index
   * @return the element
   */
  public float get(int index) {
    return buffer().get(index);
  }

  /**
   * Copies elements out.
   *
   * @param from row-major index of the first element
   * @param into receives the elements
   * @param offset where in {@code into} the first one goes
   * @param length how many
   */
  public void read(int from, float[] into, int offset, int length) {
    buffer().get(from, into, offset, length);
  }

  /**
   * Copies elements in. Not for tensors that are already shared.
   *
   * @param from row-major index of the first element
   * @param values holds the elements
   * @param offset where in {@code values} the first one is
   * @param length how many
   */
  public void write(int from, float[] values, int offset, int length) {
    buffer().put(from, values, offset, length);
  }

  /**
   * Copies everything out.
   *
   * @return the elements in row-major order
   */
  public float[] toArray() {
    float[] values = new float[size];
    read(0, values, 0, size);
    return values;
  }

  /**
   * Says whether the contents can be read.
   *
   * @return false for a tensor that is closed or that has a shape only
   */
  public boolean isReadable() {
    return pointer != null;
  }

  /**
   * Returns the memory for a matrix product. Keep the tensor reachable while the pointer is used.
   *
   * @return a pointer to the first element
   */
  public FloatPointer pointer() {
    FloatPointer current = pointer;
    if (current == null) {
      throw unreadable();
    }
    return current;
  }

  /**
   * Returns the memory as a buffer. Keep the tensor reachable while the buffer is used.
   *
   * @return a buffer over all elements; its position is never changed by this class
   */
  public FloatBuffer buffer() {
    FloatBuffer current = buffer;
    if (current == null) {
      throw unreadable();
    }
    return current;
  }

  private IllegalStateException unreadable() {
    return new IllegalStateException(
        "the tensor of shape " + Arrays.toString(shape) + " is closed or was never allocated");
  }

  /** Frees the memory; reading fails from now on. Closing twice is allowed. */
  @Override
  public void close() {
    pointer = null;
    buffer = null;
    if (memory != null) {
      memory.clean();
    }
  }

  @Override
  public String toString() {
    return "FloatTensor" + Arrays.toString(shape) + (owner == null ? "" : " (mapped)");
  }

  private static int sizeOf(int[] shape) {
    long size = 1;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException(
            "shape must not be negative, but was " + Arrays.toString(shape));
      }
      size = Math.multiplyExact(size, length);
      if (size > MAX_SIZE) {
        throw new IllegalArgumentException(
            "a tensor holds at most "
                + MAX_SIZE
                + " elements, but the shape was "
                + Arrays.toString(shape));
      }
    }
    return (int) size;
  }
}
