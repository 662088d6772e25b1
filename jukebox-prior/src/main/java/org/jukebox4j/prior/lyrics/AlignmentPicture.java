package org.jukebox4j.prior.lyrics;

import java.util.ArrayList;
import java.util.List;

/**
 * An alignment made to look at: a coarse grid for a page that follows the music, and a picture.
 * Both end with the last character that any window saw.
 */
public final class AlignmentPicture {
  /** Codes of one row of the grid. */
  public static final int CODES_PER_ROW = 16;

  /** Height of the picture, in pixels. */
  public static final int HEIGHT = 512;

  /** Width of the picture, in pixels. */
  public static final int WIDTH = 1024;

  private static final double BLUR_RADIUS = 1.5;

  private final GreyImage exact;
  private final String lyrics;

  /**
   * Prepares a picture.
   *
   * @param alignment where in the lyrics the music is
   * @param lyrics the lyrics of the alignment
   */
  public AlignmentPicture(LyricsAlignment alignment, LyricsTokens lyrics) {
    if (alignment.characters() != lyrics.size()) {
      throw new IllegalArgumentException(
          "lyrics must have the "
              + alignment.characters()
              + " characters of the alignment, but had "
              + lyrics.size());
    }
    this.lyrics = lyrics.text();
    this.exact = image(alignment);
  }

  private static GreyImage image(LyricsAlignment alignment) {
    int width = seen(alignment);
    int[] pixels = new int[alignment.codes() * width];
    for (int code = 0; code < alignment.codes(); code++) {
      for (int character = 0; character < width; character++) {
        float brightness = alignment.weight(code, character) * 255f;
        pixels[code * width + character] = Math.max(0, Math.min(255, (int) brightness));
      }
    }
    return new GreyImage(width, alignment.codes(), pixels);
  }

  private static int seen(LyricsAlignment alignment) {
    for (int character = alignment.characters() - 1; character >= 0; character--) {
      for (int code = 0; code < alignment.codes(); code++) {
        if (alignment.weight(code, character) > 0) {
          return character + 1;
        }
      }
    }
    return 0;
  }

  /**
   * Returns the grid: one row for every {@link #CODES_PER_ROW} codes, blurred a little.
   *
   * @return brightness from 0 to 255, {@code [rows, characters]}
   */
  public int[][] grid() {
    int rows = Math.max(1, exact.height() / CODES_PER_ROW);
    return exact.width() == 0
        ? new int[rows][0]
        : exact.resized(exact.width(), rows).blurred(BLUR_RADIUS).rows();
  }

  /**
   * Returns the text above each column of the grid. The original puts an empty one first and leaves
   * out the last character, and so does this.
   *
   * @return one text for each column
   */
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < exact.width(); i++) {
      columns.add(i == 0 ? "" : String.valueOf(lyrics.charAt(i - 1)));
    }
    return columns;
  }

  /**
   * Returns the picture: time from left to right, the lyrics from bottom to top.
   *
   * @return brightness from 0 to 255, {@code [HEIGHT, WIDTH]}
   */
  public int[][] picture() {
    int[][] rotated = new int[HEIGHT][WIDTH];
    if (exact.width() > 0) {
      int[][] upright = exact.resized(HEIGHT, WIDTH).rows();
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          rotated[y][x] = upright[x][HEIGHT - 1 - y];
        }
      }
    }
    return rotated;
  }
}
