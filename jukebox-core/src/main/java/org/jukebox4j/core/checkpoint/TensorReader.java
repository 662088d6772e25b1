package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.core.tensor.FloatTensor;

/** Reads the elements of stored tensors, in row-major order whatever their strides are. */
final class TensorReader {
  /** Elements converted at a time; bounds the scratch memory. */
  private static final int PIECE = 1 << 16;

  /** Bytes of the file that one piece may span; every such span lies within one window. */
  private static final long SPAN = 1L << 28;

  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Path file;

  TensorReader(Path file) {
    this.file = file;
  }

  /** Receives neighbouring elements of the last axis. */
  private interface Piece {
    /**
     * @param bytes the first element is at 0
     * @param stride distance from one to the next, in elements
     * @param position row-major index of the first
     * @param count how many
     */
    void accept(ByteBuffer bytes, int stride, int position, int count);
  }

  /** Maps the tensor if the file holds it as the machine does, and converts it otherwise. */
  FloatTensor tensor(StoredTensor stored) {
    int count = checkedCount(stored.entry(), FloatTensor.MAX_SIZE);
    int[] shape = stored.entry().shape().stream().mapToInt(Integer::intValue).toArray();
    if (stored.entry().type() == ElementType.F32
        && stored.isContiguous()
        && count > 0
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      ByteBuffer bytes = stored.storage().slice(stored.offset(), count * Float.BYTES);
      if (bytes.alignmentOffset(0, Float.BYTES) == 0) {
        return FloatTensor.view(bytes.asFloatBuffer(), bytes, shape);
      }
    }
    FloatTensor converted = FloatTensor.zeros(shape);
    float[] scratch = new float[Math.min(PIECE, count)];
    try {
      read(
          stored,
          (bytes, stride, position, length) -> {
            ElementDecoder.floats(bytes, stored.entry().type(), stride, scratch, 0, length);
            converted.write(position, scratch, 0, length);
          });
    } catch (RuntimeException failed) {
      converted.close();
      throw failed;
    }
    return converted;
  }

  float[] floats(StoredTensor stored) {
    float[] values = new float[checkedCount(stored.entry(), LONGEST_ARRAY)];
    read(
        stored,
        (bytes, stride, position, count) ->
            ElementDecoder.floats(bytes, stored.entry().type(), stride, values, position, count));
    return values;
  }

  long[] integers(StoredTensor stored) {
    TensorEntry entry = stored.entry();
    if (!entry.type().isInteger()) {
      throw new CheckpointException(
          file,
          "tensor '" + entry.name() + "' must hold integers, but holds " + entry.type(),
          "Read it as floats, or check that this is the right file");
    }
    long[] values = new long[checkedCount(entry, LONGEST_ARRAY)];
    read(
        stored,
        (bytes, stride, position, count) ->
            ElementDecoder.integers(bytes, entry.type(), stride, values, position, count));
    return values;
  }

  private int checkedCount(TensorEntry entry, long most) {
    long count = 1;
    for (int length : entry.shape()) {
      count = Math.multiplyExact(count, (long) length);
      // Compared at every axis: also an empty tensor may not have axes that long.
      if (count > most) {
        throw new CheckpointException(
            file,
            "tensor '"
                + entry.name()
                + "' of shape "
                + entry.shape()
                + " has more than "
                + most
                + " elements",
            "Split the tensor before saving it");
      }
    }
    return (int) count;
  }

  private static void read(StoredTensor stored, Piece piece) {
    if (stored.entry().elementCount() == 0) {
      return;
    }
    if (stored.isContiguous()) {
      row(stored, stored.offset(), 1, 0, (int) stored.entry().elementCount(), piece);
      return;
    }
    List<Integer> shape = stored.entry().shape();
    int last = shape.size() - 1;
    int[] index = new int[last];
    int position = 0;
    while (true) {
      long offset = stored.offset();
      for (int axis = 0; axis < last; axis++) {
        offset += index[axis] * stored.strides().get(axis) * stored.entry().type().bytes();
      }
      row(stored, offset, stored.strides().get(last), position, shape.get(last), piece);
      position += shape.get(last);
      if (!advance(index, shape)) {
        return;
      }
    }
  }

  /** Counts on to the next row; false after the last one. */
  private static boolean advance(int[] index, List<Integer> shape) {
    for (int axis = index.length - 1; axis >= 0; axis--) {
      if (++index[axis] < shape.get(axis)) {
        return true;
      }
      index[axis] = 0;
    }
    return false;
  }

  private static void row(
      StoredTensor stored, long offset, long stride, int position, int count, Piece piece) {
    int width = stored.entry().type().bytes();
    long step = stride * width;
    int most = (int) Math.max(1, Math.min(PIECE, SPAN / Math.max(1, step)));
    ByteBuffer copy =
        stride == 1 ? ByteBuffer.allocate(Math.min(most, count) * width) : ByteBuffer.allocate(0);
    int length;
    for (int done = 0; done < count; done += length) {
      length = Math.min(most, count - done);
      long at = offset + done * step;
      if (stride == 1) {
        // Read, not mapped: otherwise the file's pages would count as memory beside the result.
        ByteBuffer bytes = copy.clear().limit(length * width);
        stored.storage().read(at, bytes);
        piece.accept(bytes.flip().order(ByteOrder.LITTLE_ENDIAN), 1, position + done, length);
      } else {
        int span = (int) ((length - 1) * step + width);
        // A single element has no neighbour, and its stride may be too wide for an int.
        int narrowed = length == 1 ? 1 : (int) stride;
        piece.accept(stored.storage().slice(at, span), narrowed, position + done, length);
      }
    }
  }
}
