package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import org.jukebox4j.core.tensor.Float16;

/** Converts the bytes of elements to float32 or to 64-bit integers. */
final class ElementDecoder {
  private static final float TWO_TO_THE_112 = 0x1p112f;
  private static final int BLOCK = 1 << 12;

  private ElementDecoder() {}

  /**
   * Reads elements as float32.
   *
   * @param bytes little-endian; the first element is at 0
   * @param type how the elements are stored
   * @param stride distance from one element to the next, in elements
   * @param into receives them
   * @param offset where the first one goes
   * @param count how many
   */
  static void floats(
      ByteBuffer bytes, ElementType type, int stride, float[] into, int offset, int count) {
    int step = stride * type.bytes();
    switch (type) {
      case F32 -> {
        if (stride == 1) {
          bytes.asFloatBuffer().get(into, offset, count);
        } else {
          for (int i = 0; i < count; i++) {
            into[offset + i] = bytes.getFloat(i * step);
          }
        }
      }
      case F16, BF16 -> narrow(bytes, type, stride, into, offset, count);
      case F64 -> {
        for (int i = 0; i < count; i++) {
          into[offset + i] = (float) bytes.getDouble(i * step);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          long value = integer(bytes, type, i * step);
          into[offset + i] = type == ElementType.U64 && value < 0 ? unsigned(value) : (float) value;
        }
      }
    }
  }

  /** Fetched in bulk first: converting out of a buffer is several times slower than of an array. */
  private static void narrow(
      ByteBuffer bytes, ElementType type, int stride, float[] into, int offset, int count) {
    short[] fetched = new short[Math.min(BLOCK, count)];
    ShortBuffer elements = bytes.asShortBuffer();
    int length;
    for (int from = 0; from < count; from += length) {
      length = Math.min(BLOCK, count - from);
      if (stride == 1) {
        elements.get(from, fetched, 0, length);
      } else {
        for (int i = 0; i < length; i++) {
          fetched[i] = elements.get((from + i) * stride);
        }
      }
      for (int i = 0; i < length; i++) {
        into[offset + from + i] =
            type == ElementType.F16
                ? Float16.toFloat(fetched[i])
                : Float.intBitsToFloat(fetched[i] << 16);
      }
    }
  }

  /**
   * Reads elements of an integer type; the bits of {@link ElementType#U64} are kept as they are.
   *
   * @param bytes little-endian; the first element is at 0
   * @param type how the elements are stored
   * @param stride distance from one element to the next, in elements
   * @param into receives them
   * @param offset where the first one goes
   * @param count how many
   */
  static void integers(
      ByteBuffer bytes, ElementType type, int stride, long[] into, int offset, int count) {
    int step = stride * type.bytes();
    for (int i = 0; i < count; i++) {
      into[offset + i] = integer(bytes, type, i * step);
    }
  }

  private static long integer(ByteBuffer bytes, ElementType type, int at) {
    return switch (type) {
      case BOOL -> bytes.get(at) == 0 ? 0 : 1;
      case U8 -> Byte.toUnsignedLong(bytes.get(at));
      case I8 -> bytes.get(at);
      case I16 -> bytes.getShort(at);
      case U16 -> Short.toUnsignedLong(bytes.getShort(at));
      case I32 -> bytes.getInt(at);
      case U32 -> Integer.toUnsignedLong(bytes.getInt(at));
      case I64, U64 -> bytes.getLong(at);
      default -> throw new IllegalArgumentException(type + " is not an integer type");
    };
  }

  /** The nearest float32 to an unsigned 64-bit integer above the signed range. */
  private static float unsigned(long value) {
    // The lowest bit is kept so that halving does not change how the rest rounds.
    return (float) ((value >>> 1) | (value & 1)) * 2f;
  }
}
