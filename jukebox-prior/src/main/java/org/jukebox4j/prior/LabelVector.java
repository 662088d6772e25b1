package org.jukebox4j.prior;

import java.util.Arrays;

/**
 * The labels of one item in the form that a prior reads: timing in samples, numbers instead of
 * names, and the lyrics tokens of this window.
 *
 * @param totalLength length of the whole piece, in samples
 * @param offset start of the window in the piece, in samples
 * @param sampleLength length of the window, in samples
 * @param artist number of the artist; 0 is unknown
 * @param genres number of each genre word, -1 for an empty slot; length as the prior was trained
 * @param lyrics lyrics tokens of this window, 0 for padding; empty for a prior without lyrics
 */
public record LabelVector(
    long totalLength, long offset, long sampleLength, int artist, int[] genres, int[] lyrics) {
  private static final int UNKNOWN = 0;
  private static final int NO_GENRE = -1;

  /** Copies the arrays. */
  public LabelVector {
    genres = genres.clone();
    lyrics = lyrics.clone();
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
   * Returns a copy of the lyrics tokens.
   *
   * @return the tokens
   */
  @Override
  public int[] lyrics() {
    return lyrics.clone();
  }

  /**
   * The same labels with some of them not told. Timing stays.
   *
   * @param withoutArtist whether the artist becomes unknown
   * @param withoutGenre whether the genre becomes unknown
   * @param withoutLyrics whether the lyrics become padding
   * @return a copy
   */
  public LabelVector hiding(boolean withoutArtist, boolean withoutGenre, boolean withoutLyrics) {
    int[] left = genres.clone();
    if (withoutGenre) {
      Arrays.fill(left, NO_GENRE);
      left[0] = UNKNOWN;
    }
    return new LabelVector(
        totalLength,
        offset,
        sampleLength,
        withoutArtist ? UNKNOWN : artist,
        left,
        withoutLyrics ? new int[lyrics.length] : lyrics);
  }

  /**
   * Packs everything into one row, in the order of the original's {@code y}.
   *
   * @return total length, offset, window length, artist, genres, lyrics
   */
  public long[] toArray() {
    long[] row = new long[4 + genres.length + lyrics.length];
    row[0] = totalLength;
    row[1] = offset;
    row[2] = sampleLength;
    row[3] = artist;
    for (int i = 0; i < genres.length; i++) {
      row[4 + i] = genres[i];
    }
    for (int i = 0; i < lyrics.length; i++) {
      row[4 + genres.length + i] = lyrics[i];
    }
    return row;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelVector that
        && Arrays.equals(toArray(), that.toArray())
        && genres.length == that.genres.length;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }

  @Override
  public String toString() {
    return "LabelVector[totalLength="
        + totalLength
        + ", offset="
        + offset
        + ", sampleLength="
        + sampleLength
        + ", artist="
        + artist
        + ", genres="
        + Arrays.toString(genres)
        + ", lyrics="
        + Arrays.toString(lyrics)
        + "]";
  }
}
