package org.jukebox4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jukebox4j.core.vector.RowLoops;
import org.jukebox4j.core.vector.RowLoops.Affine;
import org.junit.jupiter.api.Test;

final class VectorisedRowLoopsTest {
  private static final int ROWS = 5;
  private static final int[] WIDTHS = {1, 3, 8, 19, 64, 77};

  private final RowLoops loops = new VectorisedRowLoops();

  private static float[] values(int count, double step) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 + 3 * Math.sin(step * i + 0.3));
    }
    return values;
  }

  private static Affine affine(int width) {
    return new Affine(values(width, 0.7), values(width, 1.9));
  }

  private static void requireClose(float[] actual, double[] exact, String what) {
    double largest = Arrays.stream(exact).map(Math::abs).max().orElse(0);
    for (int i = 0; i < exact.length; i++) {
      assertThat(Math.abs(actual[i] - exact[i]) / Math.max(1, largest))
          .as("%s, element %d: %s, exact %s", what, i, actual[i], exact[i])
          .isLessThan(3e-6);
    }
  }

  /** The normalised row, and last one over the deviation. */
  private static double[] normalised(float[] x, int at, int width) {
    double mean = 0;
    for (int i = 0; i < width; i++) {
      mean += x[at + i] / (double) width;
    }
    double variance = 0;
    for (int i = 0; i < width; i++) {
      variance += (x[at + i] - mean) * (x[at + i] - mean) / width;
    }
    double[] result = new double[width + 1];
    result[width] = 1 / Math.sqrt(variance + 1e-5);
    for (int i = 0; i < width; i++) {
      result[i] = (x[at + i] - mean) * result[width];
    }
    return result;
  }

  @Test
  void areChosenWhereJavaWasAskedForThem() {
    assertThat(RowLoops.fastest()).isInstanceOf(VectorisedRowLoops.class);
  }

  @Test
  void rowsAreNormalisedAsByADoubleLoop() {
    for (int width : WIDTHS) {
      Affine affine = affine(width);
      float[] x = values(ROWS * width, 0.9);
      double[] exact = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        int column = i % width;
        double n = normalised(x, i - column, width)[column];
        exact[i] = n * affine.gain()[column] + affine.shift()[column];
      }
      float[] y = x.clone();
      loops.normalise(y, 0, ROWS, y, affine);
      requireClose(y, exact, "width " + width);
    }
  }

  @Test
  void gradientsOfANormalisationAreThoseOfADoubleLoop() {
    for (int width : WIDTHS) {
      Affine affine = affine(width);
      float[] x = values(ROWS * width, 0.9);
      float[] dy = values(ROWS * width, 1.3);
      double[] exact = new double[x.length];
      double[] gain = new double[width];
      double[] shift = new double[width];
      for (int row = 0; row < ROWS; row++) {
        int at = row * width;
        double[] n = normalised(x, at, width);
        double mean = 0;
        double slope = 0;
        for (int i = 0; i < width; i++) {
          double g = (double) dy[at + i] * affine.gain()[i];
          gain[i] += dy[at + i] * n[i];
          shift[i] += dy[at + i];
          mean += g / width;
          slope += g * n[i] / width;
        }
        for (int i = 0; i < width; i++) {
          double g = (double) dy[at + i] * affine.gain()[i];
          exact[at + i] = (g - mean - n[i] * slope) * n[width];
        }
      }
      Affine sums = new Affine(new float[width], new float[width]);
      float[] dx = dy.clone();
      loops.normaliseBackward(x, ROWS, dx, affine, sums);
      if (width > 1) { // one value is its own mean: what is left is rounding, times 1 / 0.003
        requireClose(dx, exact, "input, width " + width);
      }
      requireClose(sums.gain(), gain, "gain, width " + width);
      requireClose(sums.shift(), shift, "shift, width " + width);
    }
  }

  @Test
  void rowsAreAddedToTheSumsThatAreThere() {
    for (int width : WIDTHS) {
      float[] x = values(ROWS * width, 0.9);
      float[] sums = values(width, 0.1);
      double[] exact = new double[width];
      for (int i = 0; i < width; i++) {
        exact[i] = sums[i];
        for (int row = 0; row < ROWS; row++) {
          exact[i] += x[row * width + i];
        }
      }
      loops.addRows(x, ROWS, sums);
      requireClose(sums, exact, "width " + width);
    }
  }

  @Test
  void theGradientOfSoftmaxIsThatOfADoubleLoop() {
    for (int width : WIDTHS) {
      float[] p = values(ROWS * width, 0.9);
      float[] dp = values(ROWS * width, 1.3);
      double[] exact = new double[p.length];
      for (int i = 0; i < p.length; i++) {
        int at = i - i % width;
        double mean = 0;
        for (int j = at; j < at + width; j++) {
          mean += (double) p[j] * dp[j];
        }
        exact[i] = p[i] * (dp[i] - mean);
      }
      loops.softmaxBackward(p, ROWS, dp, width);
      requireClose(dp, exact, "width " + width);
    }
  }
}
