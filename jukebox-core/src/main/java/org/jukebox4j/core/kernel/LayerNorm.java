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
    for (int row = 0; row < rows; row++) {
      forwardRow(x, row, y);
    }
  }

  /**
   * Normalises one row.
   *
   * @param x {@code [rows, width]}
   * @param row number of the row
   * @param y receives the row of {@code [rows, width]}; may be {@code x}
   */
  public void forwardRow(float[] x, int row, float[] y) {
    int width = gain.length;
    int at = row * width;
    float mean = sum(x, at, width) / width;
    float variance = squaredDistance(x, at, width, mean) / width;
    float scale = (float) (1.0 / Math.sqrt(variance + EPSILON));
    for (int i = 0; i < width; i++) {
      y[at + i] = (x[at + i] - mean) * scale * gain[i] + shift[i];
    }
  }

  /**
   * Computes gradients. Per row, with {@code n = (x - mean) / sqrt(variance + 1e-5)} and {@code g =
   * gain * dy}: {@code dx = (g - mean(g) - n * mean(g * n)) / sqrt(variance + 1e-5)}.
   *
   * @param x the input of the forward pass, {@code [rows, width]}
   * @param rows number of rows
   * @param dy holds the gradient of the output; receives that of the input
   * @param parameters the gradient of gain and shift is added to it
   */
  public void backward(float[] x, int rows, float[] dy, Gradient parameters) {
    int width = gain.length;
    float[] normalised = new float[width];
    float[] scaled = new float[width];
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      float mean = sum(x, at, width) / width;
      float variance = squaredDistance(x, at, width, mean) / width;
      float scale = (float) (1.0 / Math.sqrt(variance + EPSILON));
      for (int i = 0; i < width; i++) {
        normalised[i] = (x[at + i] - mean) * scale;
        scaled[i] = dy[at + i] * gain[i];
      }
      parameters.add(normalised, dy, at);
      float meanGradient = sum(scaled, 0, width) / width;
      float slope = dot(scaled, normalised) / width;
      for (int i = 0; i < width; i++) {
        dy[at + i] = (scaled[i] - meanGradient - normalised[i] * slope) * scale;
      }
    }
  }

  /**
   * Sums of the gradients of gain and shift over rows.
   *
   * @param gain {@code [width]}, held by reference
   * @param shift {@code [width]}, held by reference
   */
  public record Gradient(float[] gain, float[] shift) {
    /**
     * Sums that begin at zero.
     *
     * @param width width of a row
     * @return the sums
     */
    public static Gradient zeros(int width) {
      return new Gradient(new float[width], new float[width]);
    }

    private void add(float[] normalised, float[] dy, int at) {
      for (int i = 0; i < normalised.length; i++) {
        gain[i] += dy[at + i] * normalised[i];
      }
      for (int i = 0; i < normalised.length; i++) {
        shift[i] += dy[at + i];
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

  private static float dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i <= a.length - 4; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
