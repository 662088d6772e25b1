package org.jukebox4j.vqvae.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.audio.MonoMixdown;
import org.jukebox4j.core.audio.WavReader;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.vqvae.CodeSink;
import org.jukebox4j.vqvae.EncodingStream;
import org.jukebox4j.vqvae.VqVae;

/**
 * Makes the codes of songs that a cache does not have yet, each song at all levels in one pass over
 * its recording, both channels mixed evenly. A song is cut down to whole codes of the top level, so
 * that all levels end together.
 */
public final class DatasetEncoder {
  private static final int BLOCK_FRAMES = 1 << 16;

  private final VqVae codec;
  private final CodesCache cache;

  /** What became of the songs. */
  public interface Listener {
    /** Hears nothing. */
    Listener SILENT = (song, before, done, total) -> {};

    /**
     * The codes of one more song are there.
     *
     * @param song the song
     * @param before how its codes stood; they were only made if not fresh
     * @param done songs that are done
     * @param total songs of the data set
     */
    void onSong(DatasetSong song, CodesCache.State before, int done, int total);
  }

  /**
   * Prepares to encode.
   *
   * @param codec the codec, whose fingerprint the cache was opened with
   * @param cache where the codes are kept
   */
  public DatasetEncoder(VqVae codec, CodesCache cache) {
    this.codec = codec;
    this.cache = cache;
  }

  /**
   * Encodes what is missing or stale. It may be stopped at any time, and goes on with the next song
   * when called again.
   *
   * @param songs songs at the rate of the codec
   * @param listener hears of every song
   */
  public void encode(List<DatasetSong> songs, Listener listener) {
    for (int i = 0; i < songs.size(); i++) {
      DatasetSong song = songs.get(i);
      CodesCache.State before = cache.state(song);
      if (before != CodesCache.State.FRESH) {
        cache.write(song, encode(song));
      }
      listener.onSong(song, before, i + 1, songs.size());
    }
  }

  /**
   * Encodes one song.
   *
   * @param song a song at the rate of the codec, at least one code of the top level long
   * @return its codes
   */
  public SongCodes encode(DatasetSong song) {
    long whole = cache.samples(song);
    if (whole == 0) {
      throw new IllegalArgumentException(
          "'%s' must last at least one code of the top level, but lasts only %d samples"
              .formatted(song.name(), song.samples()));
    }
    List<Collected> collected = new ArrayList<>();
    List<EncodingStream> streams = new ArrayList<>();
    try (WavReader reader = WavReader.open(song.audio())) {
      for (int index = 0; index < codec.levels(); index++) {
        Level level = Level.of(index);
        Collected codes = new Collected((int) (whole / codec.samplesPerCode(level)));
        collected.add(codes);
        streams.add(codec.encoding(level, codes));
      }
      reader.seek(Math.min(song.first(), reader.frames()));
      pass(reader, whole, streams);
    } finally {
      streams.forEach(EncodingStream::close);
    }
    return new SongCodes(collected.stream().map(Collected::codes).toList());
  }

  private static void pass(WavReader reader, long samples, List<EncodingStream> streams) {
    float[][] block = new float[reader.format().channels()][BLOCK_FRAMES];
    float[] mono = new float[BLOCK_FRAMES];
    long left = samples;
    while (left > 0) {
      int count = (int) Math.min(left, reader.read(block));
      if (count == 0) {
        throw new IllegalStateException(
            "a recording has become shorter since the data set was opened; open it again");
      }
      MonoMixdown.even().mix(block, count, mono);
      streams.forEach(stream -> stream.write(mono, 0, count));
      left -= count;
    }
    streams.forEach(EncodingStream::finish);
  }

  /** Codes of a level as they come. */
  private static final class Collected implements CodeSink {
    private final int[] codes;
    private int written;

    Collected(int length) {
      this.codes = new int[length];
    }

    @Override
    public void accept(int[] from, int offset, int count) {
      System.arraycopy(from, offset, codes, written, count);
      written += count;
    }

    int[] codes() {
      return Arrays.copyOf(codes, written);
    }
  }
}
