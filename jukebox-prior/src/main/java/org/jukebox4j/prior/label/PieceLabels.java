package org.jukebox4j.prior.label;

import java.util.Arrays;
import org.jukebox4j.prior.lyrics.LyricsTokens;

/**
 * The labels of a whole piece as numbers. {@link Labeller} cuts from it what each window is told.
 *
 * @param artist number of the artist, 0 for unknown
 * @param genres number of each genre word, {@code [maxGenreWords]}; -1 for an empty slot
 * @param lyrics the lyrics of the whole piece
 * @param totalLength length of the whole piece, samples
 * @param offset where in the piece sampling starts, samples
 */
public record PieceLabels(
    int artist, int[] genres, LyricsTokens lyrics, long totalLength, long offset) {
  /** Copies the genres. */
  public PieceLabels {
    genres = genres.clone();
  }

  /**
   * Returns a copy of the genre slots.
   *
   * @return genre numbers, -1 for an empty slot
   */
  @Override
  public int[] genres() {
    return genres.clone();
  }

  /**
   * Fills genre slots.
   *
   * @param genres numbers of the genre words
   * @param slots number of slots that the prior has
   * @return the numbers, then -1
   * @throws IllegalArgumentException if there are more words than slots
   */
  static int[] slots(int[] genres, int slots) {
    if (genres.length > slots) {
      throw new IllegalArgumentException(
          "genre must have at most "
              + slots
              + (slots == 1 ? " word" : " words")
              + " for this model, but has "
              + genres.length
              + "; leave some out");
    }
    int[] filled = Arrays.copyOf(genres, slots);
    Arrays.fill(filled, genres.length, slots, -1);
    return filled;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PieceLabels that
        && artist == that.artist
        && Arrays.equals(genres, that.genres)
        && lyrics.equals(that.lyrics)
        && totalLength == that.totalLength
        && offset == that.offset;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(
        new int[] {
          artist,
          Arrays.hashCode(genres),
          lyrics.hashCode(),
          Long.hashCode(totalLength),
          Long.hashCode(offset)
        });
  }

  @Override
  public String toString() {
    return "PieceLabels[artist="
        + artist
        + ", genres="
        + Arrays.toString(genres)
        + ", lyrics="
        + lyrics.size()
        + " characters, totalLength="
        + totalLength
        + ", offset="
        + offset
        + "]";
  }
}
