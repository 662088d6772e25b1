package org.jukebox4j.core.dataset;

import java.util.Arrays;
import java.util.List;

/**
 * Cuts songs, laid end to end, into tiles of equal length. A tile belongs to the song that holds
 * its middle and is moved to lie within it, as in the original's loader.
 *
 * <p>Lengths are in whatever unit the caller counts in, samples or codes.
 */
public final class TileGrid {
  private final long[] ends;
  private final long length;
  private final long alignment;

  /**
   * Cuts songs.
   *
   * @param songLengths length of each song, at least that of a tile
   * @param length length of a tile, at least 1
   * @param alignment tiles begin at multiples of this from the beginning of their song; 1 for
   *     anywhere
   */
  public TileGrid(List<Long> songLengths, long length, long alignment) {
    if (length < 1 || alignment < 1) {
      throw new IllegalArgumentException(
          "length and alignment must be at least 1, but were " + length + " and " + alignment);
    }
    if (songLengths.isEmpty()) {
      throw new IllegalArgumentException(
          "there must be at least one song of the length of a tile, " + length + ", but is none");
    }
    this.ends = new long[songLengths.size()];
    this.length = length;
    this.alignment = alignment;
    long end = 0;
    for (int song = 0; song < ends.length; song++) {
      if (songLengths.get(song) < length) {
        throw new IllegalArgumentException(
            "every song must be at least as long as a tile, %d, but song %d has %d"
                .formatted(length, song, songLengths.get(song)));
      }
      end = Math.addExact(end, songLengths.get(song));
      ends[song] = end;
    }
    if (end / length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "songs must give at most 2147483647 tiles, but give " + end / length);
    }
  }

  /**
   * Returns how many tiles there are.
   *
   * @return the length of all songs by that of a tile, rounded down; at least 1
   */
  public int tiles() {
    return (int) (ends[ends.length - 1] / length);
  }

  /**
   * Places a tile.
   *
   * @param epoch kept in the result
   * @param index which tile, from 0
   * @param shift how far to move it, in tiles, from -0.5 to 0.5
   * @return where it is
   */
  public Tile tile(long epoch, int index, double shift) {
    if (index < 0 || index >= tiles()) {
      throw new IllegalArgumentException(
          "index must be between 0 and %d, but was %d".formatted(tiles() - 1, index));
    }
    long begin = index * length + Math.round(shift * length);
    long middle = Math.min(Math.max(0, begin + length / 2), ends[ends.length - 1] - 1);
    int found = Arrays.binarySearch(ends, middle);
    int song = found >= 0 ? found + 1 : -found - 1;
    long songBegin = song == 0 ? 0 : ends[song - 1];
    long start = Math.min(Math.max(begin, songBegin), ends[song] - length) - songBegin;
    return new Tile(song, start - start % alignment, epoch, index);
  }
}
