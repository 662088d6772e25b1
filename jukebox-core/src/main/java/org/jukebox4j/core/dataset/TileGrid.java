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
  private final Starts starts;

  /**
   * Where in a song tiles may begin.
   *
   * @param stride at multiples of this from the beginning of the song; 1 for anywhere
   * @param last the tile that ends with the song may also begin at a multiple of this, which
   *     divides {@code stride}
   */
  public record Starts(long stride, long last) {
    /** Anywhere. */
    public static final Starts ANYWHERE = new Starts(1, 1);

    /** Checks the ranges. */
    public Starts {
      if (stride < 1 || last < 1 || stride % last != 0) {
        throw new IllegalArgumentException(
            "stride must be a multiple of last, and both at least 1, but were %d and %d"
                .formatted(stride, last));
      }
    }

    /** The nearest place that is not after one; {@code latest} is where the last tile begins. */
    private long before(long start, long latest) {
      return start - start % (start == latest ? last : stride);
    }
  }

  /**
   * Cuts songs.
   *
   * @param songLengths length of each song, at least that of a tile
   * @param length length of a tile, at least 1
   * @param starts where tiles may begin
   */
  public TileGrid(List<Long> songLengths, long length, Starts starts) {
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1, but was " + length);
    }
    if (songLengths.isEmpty()) {
      throw new IllegalArgumentException(
          "there must be at least one song of the length of a tile, " + length + ", but is none");
    }
    this.ends = new long[songLengths.size()];
    this.length = length;
    this.starts = starts;
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
    long latest = ends[song] - length - songBegin;
    long start = Math.min(Math.max(begin - songBegin, 0), latest);
    return new Tile(song, starts.before(start, latest), epoch, index);
  }
}
