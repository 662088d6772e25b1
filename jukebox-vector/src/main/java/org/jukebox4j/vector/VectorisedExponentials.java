package org.jukebox4j.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jukebox4j.core.vector.Exponentials;

/**
 * {@link Exponentials} by the series of {@link org.jukebox4j.core.vector.Exponential}. What is left
 * of a row is computed one by one with the same fused operations, so that a value does not depend
 * on where in its row it stands.
 */
public final class VectorisedExponentials implements Exponentials {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  private static final float ROUNDING = 12582912f;
  private static final float SMALLEST = -87.33654f;
  private static final float LARGEST_POWER = 88.3f;
  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;
  private static final float C6 = 1.9875691500e-4f;
  private static final float C5 = 1.3981999507e-3f;
  private static final float C4 = 8.3334519073e-3f;
  private static final float C3 = 4.1665795894e-2f;
  private static final float C2 = 1.6666665459e-1f;
  private static final float C1 = 5.0000001201e-1f;

  /** For the service loader. */
  public VectorisedExponentials() {}

  /** e^x for numbers between the smallest and the largest power. */
  private static FloatVector exponential(FloatVector x) {
    FloatVector rounding = FloatVector.broadcast(FLOATS, ROUNDING);
    FloatVector shifted = x.fma(FloatVector.broadcast(FLOATS, LOG2_E), rounding);
    FloatVector whole = shifted.sub(rounding);
    FloatVector r = whole.fma(FloatVector.broadcast(FLOATS, -LN2_HIGH), x);
    r = whole.fma(FloatVector.broadcast(FLOATS, -LN2_LOW), r);
    FloatVector series = FloatVector.broadcast(FLOATS, C6);
    series = series.fma(r, FloatVector.broadcast(FLOATS, C5));
    series = series.fma(r, FloatVector.broadcast(FLOATS, C4));
    series = series.fma(r, FloatVector.broadcast(FLOATS, C3));
    series = series.fma(r, FloatVector.broadcast(FLOATS, C2));
    series = series.fma(r, FloatVector.broadcast(FLOATS, C1));
    FloatVector value = series.fma(r.mul(r), r).add(1f);
    return value.mul(
        shifted
            .reinterpretAsInts()
            .add(EXPONENT_BIAS)
            .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
            .reinterpretAsFloats());
  }

  private static float exponential(float x) {
    float shifted = Math.fma(x, LOG2_E, ROUNDING);
    float whole = shifted - ROUNDING;
    float r = Math.fma(whole, -LN2_LOW, Math.fma(whole, -LN2_HIGH, x));
    float series = Math.fma(C6, r, C5);
    series = Math.fma(series, r, C4);
    series = Math.fma(series, r, C3);
    series = Math.fma(series, r, C2);
    series = Math.fma(series, r, C1);
    float value = Math.fma(series, r * r, r) + 1f;
    int exponent = Float.floatToRawIntBits(shifted) + EXPONENT_BIAS;
    return value * Float.intBitsToFloat(exponent << MANTISSA_BITS);
  }

  private static float bounded(float x) {
    return exponential(Math.min(Math.max(x, SMALLEST), LARGEST_POWER));
  }

  @Override
  public void timesSigmoid(float[] x, int from, int to, float slope) {
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      FloatVector e = exponential(v.mul(-slope).max(SMALLEST).min(LARGEST_POWER));
      v.div(e.add(1f)).intoArray(x, i);
    }
    for (; i < to; i++) {
      x[i] = x[i] / (bounded(x[i] * -slope) + 1f);
    }
  }

  @Override
  public void timesSigmoidBackward(float[] x, float[] gradient, int from, int to, float slope) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      FloatVector e = exponential(v.mul(-slope).max(SMALLEST).min(LARGEST_POWER));
      FloatVector sigmoid = one.div(e.add(one));
      FloatVector derivative = v.mul(slope).fma(one.sub(sigmoid), one).mul(sigmoid);
      FloatVector.fromArray(FLOATS, gradient, i).mul(derivative).intoArray(gradient, i);
      v.mul(sigmoid).intoArray(x, i);
    }
    for (; i < to; i++) {
      float sigmoid = 1f / (bounded(x[i] * -slope) + 1f);
      gradient[i] *= Math.fma(x[i] * slope, 1f - sigmoid, 1f) * sigmoid;
      x[i] *= sigmoid;
    }
  }

  @Override
  public float maximum(float[] x, int from, int to) {
    FloatVector most = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      most = most.max(FloatVector.fromArray(FLOATS, x, i));
    }
    float max = most.reduceLanes(VectorOperators.MAX);
    for (; i < to; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public double exponentiate(float[] x, int from, int to, float max) {
    DoubleVector low = DoubleVector.zero(DOUBLES);
    DoubleVector high = DoubleVector.zero(DOUBLES);
    FloatVector smallest = FloatVector.broadcast(FLOATS, SMALLEST);
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i).sub(max);
      FloatVector e =
          exponential(v.max(smallest)).blend(0f, v.compare(VectorOperators.LT, smallest));
      e.intoArray(x, i);
      low = low.add(e.convert(VectorOperators.F2D, 0));
      high = high.add(e.convert(VectorOperators.F2D, 1));
    }
    double total = low.add(high).reduceLanes(VectorOperators.ADD);
    for (; i < to; i++) {
      float v = x[i] - max;
      x[i] = v < SMALLEST ? 0f : exponential(v);
      total += x[i];
    }
    return total;
  }
}
