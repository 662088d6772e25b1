package org.jukebox4j.core.tensor;

/** Numbers of 16 bits as IEEE 754 binary16: 5 bits of exponent, 10 of fraction. */
public final class Float16 {
  /** The largest finite value. */
  public static final float MAX_VALUE = 65504f;

  /** From here on rounding to the nearest binary16 gives infinity. */
  private static final float OVERFLOW = 65520f;

  private static final float TWO_TO_THE_112 = 0x1p112f;

  private Float16() {}

  /**
   * Expands a number; its exponent is moved by a multiplication, which also does subnormals.
   *
   * @param bits the number
   * @return the same number, which float32 always holds
   */
  public static float toFloat(short bits) {
    int magnitude = bits & 0x7fff;
    int sign = (bits & 0x8000) << 16;
    int expanded =
        magnitude >= 0x7c00
            ? 0x7f800000 | (magnitude & 0x3ff) << 13
            : Float.floatToRawIntBits(Float.intBitsToFloat(magnitude << 13) * TWO_TO_THE_112);
    return Float.intBitsToFloat(sign | expanded);
  }

  /**
   * Rounds to the nearest number, ties to even.
   *
   * @param value any number
   * @return the bits; an infinity from 65520 on
   */
  public static short nearest(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= OVERFLOW) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x1p-14f) {
      // Subnormal: the sum's last bit is worth 2^-24, so that adding rounds to it.
      return (short) (sign | (Float.floatToRawIntBits(magnitude + 0.5f) - 0x3f000000));
    }
    int rounded = (bits & 0x7fffffff) + 0xfff + (bits >>> 13 & 1);
    return (short) (sign | (rounded >>> 13) - (112 << 10));
  }

  /**
   * Rounds to the nearest number that 16 bits hold, ties to even.
   *
   * @param value any number
   * @return that number; an infinity from 65520 on
   */
  public static float round(float value) {
    return toFloat(nearest(value));
  }
}
