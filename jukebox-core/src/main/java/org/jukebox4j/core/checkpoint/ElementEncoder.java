package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;
import org.jukebox4j.core.tensor.Float16;

/** Converts values to the bytes of elements, refusing what the type cannot hold. */
final class ElementEncoder {
  private static final float LARGEST_BRAIN = Float.intBitsToFloat(0x7f7f0000);

  private ElementEncoder() {}

  /**
   * Appends floating-point elements.
   *
   * @param values holds the values
   * @param from the first of them
   * @param count how many
   * @param type one of the floating-point types
   * @param into little-endian
   * @throws ArithmeticException if a finite value is too large for the type
   */
  static void put(float[] values, int from, int count, ElementType type, ByteBuffer into) {
    if (type == ElementType.F32) {
      into.asFloatBuffer().put(values, from, count);
      into.position(into.position() + count * Float.BYTES);
      return;
    }
    for (int i = from; i < from + count; i++) {
      put(values[i], type, into);
    }
  }

  /**
   * Appends a floating-point element.
   *
   * @param value the value; infinities and NaN are kept
   * @param type one of the floating-point types
   * @param into little-endian
   * @throws ArithmeticException if a finite value is too large for the type
   */
  static void put(float value, ElementType type, ByteBuffer into) {
    switch (type) {
      case F32 -> into.putFloat(value);
      case F64 -> into.putDouble(value);
      case F16 -> into.putShort(half(value));
      case BF16 -> into.putShort(brain(value));
      default -> throw new IllegalArgumentException(type + " does not hold fractions");
    }
  }

  /**
   * Appends an integer element.
   *
   * @param value the value
   * @param type one of the integer types
   * @param into little-endian
   * @throws ArithmeticException if the value is out of the type's range
   */
  static void put(long value, ElementType type, ByteBuffer into) {
    long least =
        switch (type) {
          case I8 -> Byte.MIN_VALUE;
          case I16 -> Short.MIN_VALUE;
          case I32 -> Integer.MIN_VALUE;
          case I64 -> Long.MIN_VALUE;
          default -> 0;
        };
    long most =
        switch (type) {
          case BOOL -> 1;
          case U8 -> 0xff;
          case U16 -> 0xffff;
          case U32 -> 0xffffffffL;
          case U64, I64 -> Long.MAX_VALUE;
          default -> -(least + 1);
        };
    if (value < least || value > most) {
      throw new ArithmeticException(
          type + " holds " + least + " to " + most + ", but a value is " + value);
    }
    switch (type.bytes()) {
      case 1 -> into.put((byte) value);
      case 2 -> into.putShort((short) value);
      case 4 -> into.putInt((int) value);
      default -> into.putLong(value);
    }
  }

  /** Rounds to the nearest binary16, ties to even. */
  static short half(float value) {
    short bits = Float16.nearest(value);
    if ((bits & 0x7fff) == 0x7c00 && Float.isFinite(value)) {
      throw tooLarge(ElementType.F16, Float16.MAX_VALUE, value);
    }
    return bits;
  }

  /** Rounds to the nearest bfloat16, ties to even. */
  static short brain(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    int rounded = bits + 0x7fff + (bits >>> 16 & 1);
    if (Float.isFinite(value) && (rounded & 0x7f800000) == 0x7f800000) {
      throw tooLarge(ElementType.BF16, LARGEST_BRAIN, value);
    }
    return (short) (rounded >>> 16);
  }

  private static ArithmeticException tooLarge(ElementType type, float largest, float value) {
    return new ArithmeticException(
        type + " holds -" + largest + " to " + largest + ", but a value is " + value);
  }
}
