package org.jukebox4j.core.kernel;

import org.jukebox4j.core.parameter.ParameterScope;

/**
 * Layer normalisation over the width of each row: {@code y = (x - mean) / sqrt(variance + 1e-5) *
 * gain + shift}.
 */
public final class LayerNorm {
  private static final float EPSILON = 1e-5f;

  private final float[] gain;
  private final float[] shift;

  /**
   * A layer with given parameters.
   *
   * @param gain {@code [width]}
   * @param shift {@code [width]}
   */
  public LayerNorm(float[] gain, float[] shift) {
    if (gain.length != shift.length) {
      throw new IllegalArgumentException(
          "gain and shift must have the same length, but had "
              + gain.length
              + " and "
              + shift.length);
    }
    this.gain = gain.clone();
    this.shift = shift.clone();
  }

  /**
   * Takes the parameters {@code weight} and {@code bias}.
   *
   * @param scope where the layer's parameters are
   * @param width width of a row
   * @return the layer
   */
  public static LayerNorm from(ParameterScope scope, int width) {
    return new LayerNorm(scope.takeVector("weight", width), scope.takeVector("bias", width));
  }

  /**
   * Normalises rows.
   *
   * @param x {@code [rows, width]}
   * @param rows number of rows
   * @param y receives {@code [rows, width]}; may be {@code x}
   */
  public void forward(float[] x, int rows, float[] y) {
    int width = gain.length;
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      float mean = sum(x, at, width) / width;
      float variance = squaredDistance(x, at, width, mean) / width;
      float scale = (float) (1.0 / Math.sqrt(variance + EPSILON));
      for (int i = 0; i < width; i++) {
        y[at + i] = (x[at + i] - mean) * scale * gain[i] + shift[i];
      }
    }
  }

  /** Eight running sums: independent additions overlap, and long rows lose less precision. */
  private static float sum(float[] x, int from, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = from;
    int end = from + length;
    for (; i <= end - 8; i += 8) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
      s4 += x[i + 4];
      s5 += x[i + 5];
      s6 += x[i + 6];
      s7 += x[i + 7];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  private static float squaredDistance(float[] x, int from, int length, float mean) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = from;
    int end = from + length;
    for (; i <= end - 4; i += 4) {
      float d0 = x[i] - mean;
      float d1 = x[i + 1] - mean;
      float d2 = x[i + 2] - mean;
      float d3 = x[i + 3] - mean;
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < end; i++) {
      s0 += (x[i] - mean) * (x[i] - mean);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
