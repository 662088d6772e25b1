package org.jukebox4j.core.vector;

/** The definition of {@link RowLoops}. */
final class PlainRowLoops implements RowLoops {
  @Override
  public void normalise(float[] x, int first, int end, float[] y, Affine affine) {
    float[] gain = affine.gain();
    float[] shift = affine.shift();
    int width = gain.length;
    for (int row = first; row < end; row++) {
      int at = row * width;
      float mean = sum(x, at, width) / width;
      float scale = scale(x, at, width, mean);
      for (int i = 0; i < width; i++) {
        y[at + i] = (x[at + i] - mean) * scale * gain[i] + shift[i];
      }
    }
  }

  @Override
  public void normaliseBackward(float[] x, int rows, float[] dy, Affine affine, Affine sums) {
    float[] gain = affine.gain();
    int width = gain.length;
    float[] normalised = new float[width];
    float[] scaled = new float[width];
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      float mean = sum(x, at, width) / width;
      float scale = scale(x, at, width, mean);
      for (int i = 0; i < width; i++) {
        normalised[i] = (x[at + i] - mean) * scale;
        scaled[i] = dy[at + i] * gain[i];
        sums.gain()[i] += dy[at + i] * normalised[i];
        sums.shift()[i] += dy[at + i];
      }
      float meanGradient = sum(scaled, 0, width) / width;
      float slope = product(scaled, 0, normalised, 0, width) / width;
      for (int i = 0; i < width; i++) {
        dy[at + i] = (scaled[i] - meanGradient - normalised[i] * slope) * scale;
      }
    }
  }

  @Override
  public void addRows(float[] x, int rows, float[] sums) {
    for (int row = 0; row < rows; row++) {
      int at = row * sums.length;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += x[at + i];
      }
    }
  }

  @Override
  public void softmaxBackward(float[] p, int rows, float[] dp, int width) {
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      float mean = product(p, at, dp, at, width);
      for (int i = at; i < at + width; i++) {
        dp[i] = p[i] * (dp[i] - mean);
      }
    }
  }

  private static float scale(float[] x, int from, int width, float mean) {
    float variance = squaredDistance(x, from, width, mean) / width;
    return (float) (1.0 / Math.sqrt(variance + EPSILON));
  }

  /** Four running sums: independent additions overlap, and long rows lose less precision. */
  private static float sum(float[] x, int from, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = from;
    int end = from + length;
    for (; i <= end - 4; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return (s0 + s1) + (s2 + s3);
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

  private static float product(float[] a, int fromA, float[] b, int fromB, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i <= length - 4; i += 4) {
      s0 += a[fromA + i] * b[fromB + i];
      s1 += a[fromA + i + 1] * b[fromB + i + 1];
      s2 += a[fromA + i + 2] * b[fromB + i + 2];
      s3 += a[fromA + i + 3] * b[fromB + i + 3];
    }
    for (; i < length; i++) {
      s0 += a[fromA + i] * b[fromB + i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
