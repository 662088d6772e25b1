package org.jukebox4j.prior.lyrics;

import java.util.Arrays;
import org.jukebox4j.prior.Timing;

/**
 * The lyrics that one window of codes sees: the characters around the place that is sung at the
 * middle of the window, if the lyrics are spread evenly over the piece. Source: Dhariwal et al.
 * 2020, §4.2, the linear alignment heuristic.
 *
 * @param tokens the characters, {@code [lyricsTokens]}; 0 for padding, which is on the left
 * @param indices which character of the whole lyrics each one is, {@code [lyricsTokens]}; -1 for
 *     padding
 */
public record LyricsWindow(int[] tokens, int[] indices) {
  /** In which precision the middle of the window is computed. */
  public enum Arithmetic {
    /** As the original does when it stores labels. */
    FLOAT64,
    /** As the original does when it samples and aligns; for long lyrics it may be one off. */
    FLOAT32
  }

  /** Copies the arrays. */
  public LyricsWindow {
    if (tokens.length != indices.length) {
      throw new IllegalArgumentException(
          "indices must be one for each of "
              + tokens.length
              + " tokens, but there were "
              + indices.length);
    }
    tokens = tokens.clone();
    indices = indices.clone();
  }

  /**
   * Finds the lyrics of a window.
   *
   * @param lyrics the lyrics of the whole piece
   * @param lyricsTokens number of characters that the window sees; even
   * @param timing where the window is in the piece
   * @param arithmetic in which precision to compute
   * @return the lyrics of the window
   */
  public static LyricsWindow of(
      LyricsTokens lyrics, int lyricsTokens, Timing timing, Arithmetic arithmetic) {
    return around(lyrics, lyricsTokens, middle(lyrics.size(), timing, arithmetic));
  }

  /**
   * Cuts out the lyrics around a place.
   *
   * @param lyrics the lyrics of the whole piece
   * @param lyricsTokens number of characters that the window sees; even
   * @param middle the character that is sung at the middle of the window; near the beginning and
   *     the end of the lyrics the window stays within them
   * @return the lyrics of the window
   */
  public static LyricsWindow around(LyricsTokens lyrics, int lyricsTokens, int middle) {
    if (lyricsTokens < 0 || lyricsTokens % 2 != 0) {
      throw new IllegalArgumentException(
          "lyricsTokens must be an even number of characters, but was " + lyricsTokens);
    }
    int padding = Math.max(0, lyricsTokens - lyrics.size());
    int half = lyricsTokens / 2;
    int first = padding > 0 ? 0 : Math.min(Math.max(middle, half), lyrics.size() - half) - half;
    int[] tokens = new int[lyricsTokens];
    int[] indices = new int[lyricsTokens];
    for (int i = 0; i < lyricsTokens; i++) {
      indices[i] = i < padding ? -1 : first + i - padding;
      tokens[i] = i < padding ? 0 : lyrics.id(indices[i]);
    }
    return new LyricsWindow(tokens, indices);
  }

  private static int middle(int size, Timing timing, Arithmetic arithmetic) {
    return switch (arithmetic) {
      case FLOAT64 ->
          (int) (size * (timing.offset() + timing.length() / 2.0) / timing.totalLength());
      case FLOAT32 -> {
        // every step rounds, in this order
        float centre = (float) timing.offset() + (float) timing.length() / 2f;
        yield (int) (size * centre / (float) timing.totalLength());
      }
    };
  }

  /**
   * Returns a copy of the tokens.
   *
   * @return the characters of the window, 0 for padding
   */
  @Override
  public int[] tokens() {
    return tokens.clone();
  }

  /**
   * Returns a copy of the indices.
   *
   * @return which character of the whole lyrics each one is, -1 for padding
   */
  @Override
  public int[] indices() {
    return indices.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LyricsWindow that
        && Arrays.equals(tokens, that.tokens)
        && Arrays.equals(indices, that.indices);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tokens) + Arrays.hashCode(indices);
  }

  @Override
  public String toString() {
    return "LyricsWindow[indices=" + Arrays.toString(indices) + "]";
  }
}
