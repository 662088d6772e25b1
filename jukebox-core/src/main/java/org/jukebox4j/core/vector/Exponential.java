package org.jukebox4j.core.vector;

/**
 * The exponential function in float32, with a relative error below 2e-7. {@link Math#exp} is
 * computed in double and takes several times as long.
 */
public final class Exponential {
  private static final float LOG2_E = 1.44269504f;

  /** ln 2 in two parts: the product of the first with a small whole number is exact. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /** Adding and subtracting 1.5 * 2^23 rounds to the nearest whole number. */
  private static final float ROUNDING = 12582912f;

  /** Below this the result is below the smallest normal float32 and is taken as 0. */
  private static final float SMALLEST = -87.33654f;

  private static final float LARGEST = 88.72283f;

  /** Above this the nearest power of two is no float32. */
  private static final float LARGEST_POWER = 88.3f;

  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;

  private Exponential() {}

  /**
   * Computes {@code e^x}.
   *
   * @param x the exponent
   * @return its exponential; 0 where that is below the smallest normal float32
   */
  public static float of(float x) {
    if (x < SMALLEST) {
      return 0f;
    }
    if (!(x <= LARGEST)) {
      return x > LARGEST ? Float.POSITIVE_INFINITY : x;
    }
    float whole = x * LOG2_E + ROUNDING - ROUNDING;
    float value = remainder(x, whole);
    // In two factors, since 2^128 itself is not a float32.
    int half = (int) whole >> 1;
    int rest = (int) whole - half;
    return value * powerOfTwo(half) * powerOfTwo(rest);
  }

  /**
   * The same for use inside 1 + e^x: what is above e^88.3 or below e^-87.3 is taken as that, which
   * saves the branches.
   */
  static float bounded(float x) {
    float inside = x < SMALLEST ? SMALLEST : x > LARGEST_POWER ? LARGEST_POWER : x;
    float shifted = inside * LOG2_E + ROUNDING;
    // The lowest bits of the shifted number are the whole part; the bits above are shifted out.
    int exponent = Float.floatToRawIntBits(shifted) + EXPONENT_BIAS;
    return remainder(inside, shifted - ROUNDING) * Float.intBitsToFloat(exponent << MANTISSA_BITS);
  }

  private static float remainder(float x, float whole) {
    float r = x - whole * LN2_HIGH - whole * LN2_LOW; // |r| <= ln(2) / 2
    float series = 1.9875691500e-4f;
    series = series * r + 1.3981999507e-3f;
    series = series * r + 8.3334519073e-3f;
    series = series * r + 4.1665795894e-2f;
    series = series * r + 1.6666665459e-1f;
    series = series * r + 5.0000001201e-1f;
    return series * r * r + r + 1f;
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + EXPONENT_BIAS) << MANTISSA_BITS);
  }
}
