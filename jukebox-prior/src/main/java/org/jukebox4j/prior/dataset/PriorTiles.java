package org.jukebox4j.prior.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.dataset.Tile;
import org.jukebox4j.core.dataset.TileGrid;
import org.jukebox4j.core.dataset.TileOrder;
import org.jukebox4j.core.dataset.TileSequence;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.CodesConfig;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;
import org.jukebox4j.vqvae.dataset.SongCodes;

/**
 * Windows of cached codes, in an order that depends on the seed alone. A window of an upsampler
 * begins where a code of the level above begins.
 *
 * <p>The original learns from windows that begin anywhere. Here they may be told to begin where
 * sampling opens them, every so many codes and where the last one ends with the song: then the
 * position in the window says where in the music it is, as far as music is played by a clock.
 *
 * <p>May be shared between threads.
 */
public final class PriorTiles {
  /** A quarter of a gigabyte. */
  private static final long MOST_CODES_IN_MEMORY = 1L << 26;

  private final LabelledSongs songs;
  private final RecentCodes codes;
  private final TileSequence sequence;
  private final LabelDropout dropout;
  private final CodeDropout mishearing;
  private final CodeDropout mishearingAbove;

  /**
   * Cuts songs into windows.
   *
   * @param songs at least one song
   * @param settings where they begin and what is not told
   * @param order how to take them
   * @param seed any number
   * @throws IllegalArgumentException if there is no song, or if settings are not for this level
   */
  public PriorTiles(LabelledSongs songs, WindowSettings settings, TileOrder order, long seed) {
    this.dropout = new LabelDropout(settings.labelDropout(), seed);
    // Keys, not levels: whatever the level, its own codes have the one, those above the other.
    this.mishearing = new CodeDropout(settings.codeDropout(), seed, Level.TOP);
    Double above = settings.upperCodeDropout();
    this.mishearingAbove = new CodeDropout(above == null ? 0 : above, seed, Level.MIDDLE);
    this.songs = songs;
    this.codes = new RecentCodes(songs.cache(), MOST_CODES_IN_MEMORY);
    PriorConfig config = songs.config();
    if (above != null && above > 0 && config.upsampling() == null) {
      throw new IllegalArgumentException(
          "upperCodeDropout must be 0 at the top level, which has no level above, but was "
              + above);
    }
    List<Long> lengths = new ArrayList<>();
    for (int song = 0; song < songs.size(); song++) {
      lengths.add(songs.cache().samples(songs.song(song).song()) / config.codes().samplesPerCode());
    }
    TileGrid grid =
        new TileGrid(lengths, config.codes().contextLength(), starts(config, settings.stride()));
    this.sequence = new TileSequence(grid, order, seed);
  }

  private static TileGrid.Starts starts(PriorConfig config, int stride) {
    int ratio = codesPerUpperCode(config);
    if (stride > 1 && stride % ratio != 0) {
      throw new IllegalArgumentException(
          "stride must be a multiple of the %d codes for one of the level above, but was %d codes"
              .formatted(ratio, stride));
    }
    return new TileGrid.Starts(Math.max(stride, ratio), ratio);
  }

  private static int codesPerUpperCode(PriorConfig config) {
    return config.upsampling() == null ? 1 : config.upsampling().codesPerUpperCode();
  }

  /**
   * Returns how many positions make an epoch.
   *
   * @return the number of windows
   */
  public int tiles() {
    return sequence.tiles();
  }

  /**
   * Reads the windows of one step.
   *
   * @param step the step, from 0
   * @param items windows of each step
   * @return the batch; step n begins at position {@code n * items}
   * @throws org.jukebox4j.vqvae.dataset.CodesCacheException if the codes of a song are missing or
   *     stale
   */
  public WindowBatch batch(long step, int items) {
    List<int[]> windows = new ArrayList<>();
    List<int[]> heard = new ArrayList<>();
    List<int[]> upper = new ArrayList<>();
    List<LabelVector> labels = new ArrayList<>();
    List<SungCharacters> sung = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      long position = Math.addExact(Math.multiplyExact(step, (long) items), (long) item);
      Tile tile = sequence.at(position);
      SongCodes all = codes.read(songs.song(tile.song()).song());
      add(all, tile, windows);
      addAbove(all, tile, position, upper);
      int size = songs.config().codes().codebookSize();
      heard.add(mishearing.apply(windows.get(item), size, position));
      songs
          .labels(tile.song(), tile.start())
          .map(known -> dropout.apply(known, position))
          .ifPresent(labels::add);
      if (songs.config().lyrics().tokens() > 0) {
        sung.add(
            dropout.hidesLyrics(position)
                ? SungCharacters.unknown(songs.config().codes().contextLength())
                : songs.sung(tile.song(), tile.start()));
      }
    }
    return new WindowBatch(windows, heard, new WindowConditioning(items, upper, labels), sung);
  }

  private void add(SongCodes all, Tile tile, List<int[]> windows) {
    CodesConfig config = songs.config().codes();
    int[] own = all.level(config.level());
    int start = (int) tile.start();
    windows.add(Arrays.copyOfRange(own, start, start + config.contextLength()));
  }

  private void addAbove(SongCodes all, Tile tile, long position, List<int[]> upper) {
    UpperLevelConditionerConfig upsampling = songs.config().upsampling();
    if (upsampling == null) {
      return;
    }
    CodesConfig config = songs.config().codes();
    int ratio = upsampling.codesPerUpperCode();
    int[] above = all.level(Level.of(config.level().index() + 1));
    int start = (int) tile.start() / ratio;
    int[] window = Arrays.copyOfRange(above, start, start + config.contextLength() / ratio);
    upper.add(mishearingAbove.apply(window, upsampling.codebookSize(), position));
  }
}
