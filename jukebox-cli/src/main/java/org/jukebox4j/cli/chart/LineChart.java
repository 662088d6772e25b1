package org.jukebox4j.cli.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Curves over the steps of a training. Where a curve has more points than the picture has columns,
 * the mean of each column is drawn.
 *
 * @param title what is shown
 * @param curves at most eight
 */
public record LineChart(String title, List<Curve> curves) {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 46;
  private static final int BOTTOM = 34;
  private static final int TICKS = 5;
  private static final int[] COLOURS = {
    0x1f77b4, 0xd62728, 0x2ca02c, 0xff7f0e, 0x9467bd, 0x8c564b, 0x17becf, 0x7f7f7f
  };

  /** Copies the list. */
  public LineChart {
    curves = List.copyOf(curves);
    if (curves.size() > COLOURS.length) {
      throw new IllegalArgumentException(
          "a chart has at most %d curves, but was given %d"
              .formatted(COLOURS.length, curves.size()));
    }
  }

  private record Range(double low, double high) {
    static final Range NONE = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    Range with(double value) {
      return Double.isFinite(value) ? new Range(Math.min(low, value), Math.max(high, value)) : this;
    }

    /** Never empty. */
    Range wide() {
      if (low > high) {
        return new Range(0, 1);
      }
      double least = Math.max(1e-9, 1e-6 * Math.abs(low));
      return high - low < least ? new Range(low - least, high + least) : this;
    }

    double part(double value) {
      return (value - low) / (high - low);
    }
  }

  /**
   * Draws the chart.
   *
   * @param file PNG, replaced if it exists
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    draw().write(file);
  }

  Picture draw() {
    Picture picture = new Picture(WIDTH, HEIGHT);
    Range xs = Range.NONE;
    Range ys = Range.NONE;
    for (Curve curve : curves) {
      for (int i = 0; i < curve.x().length; i++) {
        if (Double.isFinite(curve.y()[i])) {
          xs = xs.with(curve.x()[i]);
          ys = ys.with(curve.y()[i]);
        }
      }
    }
    axes(picture, xs.wide(), ys.wide());
    int left = LEFT;
    for (int i = 0; i < curves.size(); i++) {
      draw(picture, curves.get(i), xs.wide(), ys.wide(), COLOURS[i]);
      picture.fill(left, 28, 12, 4, COLOURS[i]);
      picture.text(curves.get(i).name(), left + 16, 26, Picture.BLACK);
      left += 16 + Lettering.width(curves.get(i).name()) + 16;
    }
    return picture;
  }

  private void axes(Picture picture, Range xs, Range ys) {
    picture.text(title, LEFT, 10, Picture.BLACK);
    for (int tick = 0; tick <= TICKS; tick++) {
      double part = (double) tick / TICKS;
      int y = row(part);
      picture.fill(LEFT, y, WIDTH - LEFT - RIGHT, 1, Picture.GREY);
      String value = number(ys.low() + part * (ys.high() - ys.low()));
      picture.text(value, LEFT - 6 - Lettering.width(value), y - 3, Picture.BLACK);
      int x = column(part);
      picture.fill(x, TOP, 1, HEIGHT - TOP - BOTTOM, Picture.GREY);
      String step = number(xs.low() + part * (xs.high() - xs.low()));
      picture.text(step, x - Lettering.width(step) / 2, HEIGHT - BOTTOM + 8, Picture.BLACK);
    }
    picture.text("step", WIDTH - RIGHT - Lettering.width("step"), HEIGHT - 12, Picture.BLACK);
  }

  private static int column(double part) {
    return LEFT + (int) Math.round(part * (WIDTH - LEFT - RIGHT - 1));
  }

  private static int row(double part) {
    return HEIGHT - BOTTOM - 1 - (int) Math.round(part * (HEIGHT - TOP - BOTTOM - 1));
  }

  private static void draw(Picture picture, Curve curve, Range xs, Range ys, int colour) {
    double[] sums = new double[WIDTH];
    int[] counts = new int[WIDTH];
    for (int i = 0; i < curve.x().length; i++) {
      if (Double.isFinite(curve.y()[i])) {
        int x = column(xs.part(curve.x()[i]));
        sums[x] += curve.y()[i];
        counts[x]++;
      }
    }
    int lastX = -1;
    int lastY = 0;
    for (int x = 0; x < WIDTH; x++) {
      if (counts[x] > 0) {
        int y = row(ys.part(sums[x] / counts[x]));
        picture.line(lastX < 0 ? x : lastX, lastX < 0 ? y : lastY, x, y, colour);
        lastX = x;
        lastY = y;
      }
    }
  }

  /** Four digits at most. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1e6 || (size < 1e-3 && size > 0)) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
  }
}
