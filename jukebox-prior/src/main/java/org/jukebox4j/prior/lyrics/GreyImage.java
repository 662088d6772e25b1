package org.jukebox4j.prior.lyrics;

import java.util.Arrays;

/**
 * An image of 8-bit brightness. Scaling and blurring round like Pillow, which the original uses: in
 * fixed point, to 8 bits after each of the two directions.
 *
 * @param width columns
 * @param height rows
 * @param pixels brightness from 0 to 255, {@code [height, width]}
 */
record GreyImage(int width, int height, int[] pixels) {
  private static final int SCALE_BITS = 22;
  private static final int BLUR_BITS = 24;
  private static final int BLUR_PASSES = 3;
  private static final double CUBIC = -0.5;
  private static final double CUBIC_REACH = 2;

  int[][] rows() {
    int[][] rows = new int[height][];
    for (int y = 0; y < height; y++) {
      rows[y] = Arrays.copyOfRange(pixels, y * width, (y + 1) * width);
    }
    return rows;
  }

  /** Bicubic scaling; when it shrinks, every pixel takes part. */
  GreyImage resized(int newWidth, int newHeight) {
    GreyImage wide = newWidth == width ? this : widened(newWidth);
    return newHeight == height ? wide : wide.transposed().widened(newHeight).transposed();
  }

  /** Gaussian blur, approached by three box blurs in each direction. */
  GreyImage blurred(double radius) {
    float box = boxRadius((float) radius);
    return boxBlurred(box).transposed().boxBlurred(box).transposed();
  }

  private GreyImage transposed() {
    int[] turned = new int[pixels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned[x * height + y] = pixels[y * width + x];
      }
    }
    return new GreyImage(height, width, turned);
  }

  private GreyImage widened(int newWidth) {
    int[] scaled = new int[height * newWidth];
    double scale = (double) width / newWidth;
    double stretch = Math.max(1, scale);
    double reach = CUBIC_REACH * stretch;
    for (int x = 0; x < newWidth; x++) {
      double centre = (x + 0.5) * scale;
      int first = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(width, (int) (centre + reach + 0.5));
      int[] weights = weights(first, end, centre, stretch);
      for (int y = 0; y < height; y++) {
        long sum = 1L << (SCALE_BITS - 1);
        for (int i = 0; i < weights.length; i++) {
          sum += (long) weights[i] * pixels[y * width + first + i];
        }
        scaled[y * newWidth + x] = (int) Math.max(0, Math.min(255, sum >> SCALE_BITS));
      }
    }
    return new GreyImage(newWidth, height, scaled);
  }

  private static int[] weights(int first, int end, double centre, double stretch) {
    double[] exact = new double[end - first];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      exact[i] = cubic((i + first - centre + 0.5) / stretch);
      sum += exact[i];
    }
    int[] weights = new int[exact.length];
    for (int i = 0; i < exact.length; i++) {
      double scaled = exact[i] / sum * (1 << SCALE_BITS);
      weights[i] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }
    return weights;
  }

  private static double cubic(double distance) {
    double x = Math.abs(distance);
    if (x < 1) {
      return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * CUBIC : 0;
  }

  /** The radius of the box whose three passes have the variance of the Gaussian. */
  private static float boxRadius(float radius) {
    float variance = radius * radius / BLUR_PASSES;
    float length = (float) Math.sqrt(12.0 * variance + 1.0);
    float whole = (float) Math.floor((length - 1.0) / 2.0);
    float part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
    part /= 6 * (variance - (whole + 1) * (whole + 1));
    return whole + part;
  }

  private GreyImage boxBlurred(float radius) {
    int whole = (int) radius;
    long weight = (long) ((1 << BLUR_BITS) / (radius * 2 + 1));
    long edgeWeight = ((1 << BLUR_BITS) - (whole * 2 + 1) * weight) / 2;
    int[] now = pixels;
    for (int pass = 0; pass < BLUR_PASSES; pass++) {
      int[] next = new int[now.length];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          long sum = 0;
          for (int i = x - whole; i <= x + whole; i++) {
            sum += at(now, i, y);
          }
          long edges = (long) at(now, x - whole - 1, y) + at(now, x + whole + 1, y);
          long blurred = sum * weight + edges * edgeWeight + (1L << (BLUR_BITS - 1));
          next[y * width + x] = (int) (blurred >> BLUR_BITS);
        }
      }
      now = next;
    }
    return new GreyImage(width, height, now);
  }

  private int at(int[] values, int x, int y) {
    return values[y * width + Math.max(0, Math.min(width - 1, x))];
  }
}
