package org.jukebox4j.cli.chart;

/**
 * A grid of brightness in the colours of the spectrograms, the brightest place at full and by the
 * square root, so that faint places can be seen.
 *
 * @param brightness from 0 up, {@code [height, width]}, at least one row and one column; held by
 *     reference
 */
public record HeatPicture(int[][] brightness) {
  /** Checks that there is something to draw. */
  public HeatPicture {
    if (brightness.length == 0 || brightness[0].length == 0) {
      throw new IllegalArgumentException(
          "brightness must have at least one row and one column, but has none");
    }
  }

  /**
   * Draws the picture.
   *
   * @return it as PNG, one pixel for each value
   */
  public byte[] png() {
    return draw().png();
  }

  Picture draw() {
    int brightest = 1;
    for (int[] row : brightness) {
      for (int value : row) {
        brightest = Math.max(brightest, value);
      }
    }
    Picture picture = new Picture(brightness[0].length, brightness.length);
    for (int y = 0; y < brightness.length; y++) {
      for (int x = 0; x < brightness[y].length; x++) {
        double part = (double) brightness[y][x] / brightest;
        picture.set(x, y, SpectrogramPicture.colour(Math.sqrt(part)));
      }
    }
    return picture;
  }
}
