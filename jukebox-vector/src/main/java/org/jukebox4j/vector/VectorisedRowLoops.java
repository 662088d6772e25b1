package org.jukebox4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jukebox4j.core.vector.RowLoops;

/** {@link RowLoops} with vectors of running sums; what is left of a row is added at last. */
public final class VectorisedRowLoops implements RowLoops {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  /** For the service loader. */
  public VectorisedRowLoops() {}

  @Override
  public void normalise(float[] x, int first, int end, float[] y, Affine affine) {
    int width = affine.gain().length;
    for (int row = first; row < end; row++) {
      int at = row * width;
      float mean = sum(x, at, width) / width;
      normaliseRow(x, at, y, affine, mean, scale(x, at, width, mean));
    }
  }

  private static void normaliseRow(
      float[] x, int at, float[] y, Affine affine, float mean, float scale) {
    float[] gain = affine.gain();
    float[] shift = affine.shift();
    int i = 0;
    for (; i <= gain.length - LANES; i += LANES) {
      FloatVector.fromArray(FLOATS, x, at + i)
          .sub(mean)
          .mul(scale)
          .fma(FloatVector.fromArray(FLOATS, gain, i), FloatVector.fromArray(FLOATS, shift, i))
          .intoArray(y, at + i);
    }
    for (; i < gain.length; i++) {
      y[at + i] = Math.fma((x[at + i] - mean) * scale, gain[i], shift[i]);
    }
  }

  @Override
  public void normaliseBackward(float[] x, int rows, float[] dy, Affine affine, Affine sums) {
    int width = affine.gain().length;
    float[] means = new float[2];
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      float mean = sum(x, at, width) / width;
      Row moments = new Row(at, mean, scale(x, at, width, mean));
      addParameterGradients(x, dy, moments, affine.gain(), sums);
      projectRow(x, dy, moments, affine.gain(), means);
    }
  }

  /** Where a row begins, its mean, and one over its deviation. */
  private record Row(int at, float mean, float scale) {}

  private static void addParameterGradients(
      float[] x, float[] dy, Row row, float[] gain, Affine sums) {
    float[] gainSums = sums.gain();
    float[] shiftSums = sums.shift();
    float mean = row.mean;
    float scale = row.scale;
    int at = row.at;
    int i = 0;
    for (; i <= gain.length - LANES; i += LANES) {
      FloatVector n = FloatVector.fromArray(FLOATS, x, at + i).sub(mean).mul(scale);
      FloatVector given = FloatVector.fromArray(FLOATS, dy, at + i);
      given.fma(n, FloatVector.fromArray(FLOATS, gainSums, i)).intoArray(gainSums, i);
      given.add(FloatVector.fromArray(FLOATS, shiftSums, i)).intoArray(shiftSums, i);
    }
    for (; i < gain.length; i++) {
      gainSums[i] = Math.fma(dy[at + i], (x[at + i] - mean) * scale, gainSums[i]);
      shiftSums[i] += dy[at + i];
    }
  }

  /** Replaces the gradient of the output by that of the input. */
  private static void projectRow(float[] x, float[] dy, Row row, float[] gain, float[] means) {
    meanGradients(x, dy, row, gain, means);
    float meanGradient = means[0];
    float slope = means[1];
    float mean = row.mean;
    float scale = row.scale;
    int at = row.at;
    int i = 0;
    for (; i <= gain.length - LANES; i += LANES) {
      FloatVector n = FloatVector.fromArray(FLOATS, x, at + i).sub(mean).mul(scale);
      FloatVector g =
          FloatVector.fromArray(FLOATS, dy, at + i).mul(FloatVector.fromArray(FLOATS, gain, i));
      g.sub(meanGradient).sub(n.mul(slope)).mul(scale).intoArray(dy, at + i);
    }
    for (; i < gain.length; i++) {
      float n = (x[at + i] - mean) * scale;
      dy[at + i] = (dy[at + i] * gain[i] - meanGradient - n * slope) * scale;
    }
  }

  /** Leaves {@code mean(g)} and {@code mean(g * n)}. */
  private static void meanGradients(float[] x, float[] dy, Row row, float[] gain, float[] means) {
    float mean = row.mean;
    float scale = row.scale;
    int at = row.at;
    FloatVector sums = FloatVector.zero(FLOATS);
    FloatVector products = FloatVector.zero(FLOATS);
    int i = 0;
    for (; i <= gain.length - LANES; i += LANES) {
      FloatVector n = FloatVector.fromArray(FLOATS, x, at + i).sub(mean).mul(scale);
      FloatVector g =
          FloatVector.fromArray(FLOATS, dy, at + i).mul(FloatVector.fromArray(FLOATS, gain, i));
      sums = sums.add(g);
      products = g.fma(n, products);
    }
    float sum = sums.reduceLanes(VectorOperators.ADD);
    float product = products.reduceLanes(VectorOperators.ADD);
    for (; i < gain.length; i++) {
      float g = dy[at + i] * gain[i];
      sum += g;
      product += g * (x[at + i] - mean) * scale;
    }
    means[0] = sum / gain.length;
    means[1] = product / gain.length;
  }

  @Override
  public void addRows(float[] x, int rows, float[] sums) {
    int width = sums.length;
    int i = 0;
    for (; i <= width - LANES; i += LANES) {
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, i);
      for (int row = 0; row < rows; row++) {
        sum = sum.add(FloatVector.fromArray(FLOATS, x, row * width + i));
      }
      sum.intoArray(sums, i);
    }
    for (; i < width; i++) {
      for (int row = 0; row < rows; row++) {
        sums[i] += x[row * width + i];
      }
    }
  }

  @Override
  public void softmaxBackward(float[] p, int rows, float[] dp, int width) {
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      int end = at + width;
      float mean = product(p, dp, at, width);
      int i = at;
      for (; i <= end - LANES; i += LANES) {
        FloatVector.fromArray(FLOATS, dp, i)
            .sub(mean)
            .mul(FloatVector.fromArray(FLOATS, p, i))
            .intoArray(dp, i);
      }
      for (; i < end; i++) {
        dp[i] = p[i] * (dp[i] - mean);
      }
    }
  }

  private static float scale(float[] x, int from, int width, float mean) {
    float variance = squaredDistance(x, from, width, mean) / width;
    return (float) (1.0 / Math.sqrt(variance + EPSILON));
  }

  private static float sum(float[] x, int from, int length) {
    FloatVector even = FloatVector.zero(FLOATS);
    FloatVector odd = FloatVector.zero(FLOATS);
    int end = from + length;
    int i = from;
    for (; i <= end - 2 * LANES; i += 2 * LANES) {
      even = even.add(FloatVector.fromArray(FLOATS, x, i));
      odd = odd.add(FloatVector.fromArray(FLOATS, x, i + LANES));
    }
    float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
    for (; i < end; i++) {
      sum += x[i];
    }
    return sum;
  }

  private static float squaredDistance(float[] x, int from, int length, float mean) {
    FloatVector even = FloatVector.zero(FLOATS);
    FloatVector odd = FloatVector.zero(FLOATS);
    int end = from + length;
    int i = from;
    for (; i <= end - 2 * LANES; i += 2 * LANES) {
      FloatVector a = FloatVector.fromArray(FLOATS, x, i).sub(mean);
      FloatVector b = FloatVector.fromArray(FLOATS, x, i + LANES).sub(mean);
      even = a.fma(a, even);
      odd = b.fma(b, odd);
    }
    float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
    for (; i < end; i++) {
      sum += (x[i] - mean) * (x[i] - mean);
    }
    return sum;
  }

  private static float product(float[] a, float[] b, int from, int length) {
    FloatVector even = FloatVector.zero(FLOATS);
    FloatVector odd = FloatVector.zero(FLOATS);
    int end = from + length;
    int i = from;
    for (; i <= end - 2 * LANES; i += 2 * LANES) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, i);
      FloatVector a1 = FloatVector.fromArray(FLOATS, a, i + LANES);
      even = a0.fma(FloatVector.fromArray(FLOATS, b, i), even);
      odd = a1.fma(FloatVector.fromArray(FLOATS, b, i + LANES), odd);
    }
    float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
    for (; i < end; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
