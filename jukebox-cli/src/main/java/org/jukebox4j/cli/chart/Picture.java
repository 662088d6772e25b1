package org.jukebox4j.cli.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** A picture to draw on; what lies outside it is not drawn. */
final class Picture {
  static final int WHITE = 0xffffff;
  static final int BLACK = 0x202020;
  static final int GREY = 0xd8d8d8;

  private final BufferedImage image;

  Picture(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    fill(0, 0, width, height, WHITE);
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  int at(int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  void set(int x, int y, int colour) {
    if (x >= 0 && x < width() && y >= 0 && y < height()) {
      image.setRGB(x, y, colour);
    }
  }

  void fill(int left, int top, int width, int height, int colour) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        set(x, y, colour);
      }
    }
  }

  /** Bresenham's line, two pixels thick. */
  void line(int x0, int y0, int x1, int y1, int colour) {
    int stepX = x0 < x1 ? 1 : -1;
    int stepY = y0 < y1 ? 1 : -1;
    int dx = Math.abs(x1 - x0);
    int dy = -Math.abs(y1 - y0);
    int error = dx + dy;
    int x = x0;
    int y = y0;
    while (true) {
      set(x, y, colour);
      set(x, y + 1, colour);
      if (x == x1 && y == y1) {
        return;
      }
      int twice = 2 * error;
      if (twice >= dy) {
        error += dy;
        x += stepX;
      }
      if (twice <= dx) {
        error += dx;
        y += stepY;
      }
    }
  }

  /** Writes a text whose upper left corner is given. */
  void text(String text, int left, int top, int colour) {
    Lettering.draw(text, (x, y) -> set(left + x, top + y, colour));
  }

  /** The picture as PNG. */
  byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a picture could not be encoded in memory", impossible);
    }
    return bytes.toByteArray();
  }

  /** Writes the picture as PNG; the file appears complete or not at all. */
  void write(Path file) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
    Files.write(temporary, png());
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
