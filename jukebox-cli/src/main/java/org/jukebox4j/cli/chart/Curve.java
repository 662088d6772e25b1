package org.jukebox4j.cli.chart;

/**
 * One curve of a chart.
 *
 * @param name what it shows
 * @param x where the points are, growing
 * @param y their values; those that are not finite are left out
 */
public record Curve(String name, double[] x, double[] y) {
  /** Checks that there is a value for each point. */
  public Curve {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "y must have a value for each of %d points, but has %d".formatted(x.length, y.length));
    }
  }
}
