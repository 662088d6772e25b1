package org.jukebox4j.core.dataset;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.audio.AudioFileException;
import org.jukebox4j.core.audio.MonoMixdown;
import org.jukebox4j.core.audio.WavReader;

/**
 * The audio of tiles, as a codec is trained on it: mono, at the rate of the data set. Stereo is
 * mixed with a weight that is drawn for every tile in training, and evenly in validation (§6 of the
 * original's options, {@code aug_blend}).
 *
 * <p>May be shared between threads.
 */
public final class AudioTiles {
  private final List<DatasetSong> songs;
  private final int samples;
  private final TileSequence sequence;

  /**
   * Cuts songs into tiles.
   *
   * @param songs at least one song; all at least as long as a tile, see {@link Dataset#longEnough}
   * @param samples length of a tile
   * @param order how to take them
   * @param seed any number
   */
  public AudioTiles(List<DatasetSong> songs, int samples, TileOrder order, long seed) {
    this.songs = List.copyOf(songs);
    this.samples = samples;
    List<Long> lengths = songs.stream().map(DatasetSong::samples).toList();
    this.sequence =
        new TileSequence(new TileGrid(lengths, samples, TileGrid.Starts.ANYWHERE), order, seed);
  }

  /**
   * Returns how many positions make an epoch.
   *
   * @return the number of tiles
   */
  public int tiles() {
    return sequence.tiles();
  }

  /**
   * Returns the length of a tile.
   *
   * @return samples
   */
  public int samples() {
    return samples;
  }

  /**
   * Reads a tile.
   *
   * @param position from 0 on
   * @return mono, {@code [samples]}
   * @throws AudioFileException naming the recording, if it was changed or taken away meanwhile
   */
  public float[] read(long position) {
    Tile tile = sequence.at(position);
    DatasetSong song = songs.get(tile.song());
    try (WavReader reader = WavReader.open(song.audio())) {
      float[][] block = new float[reader.format().channels()][samples];
      reader.seek(Math.min(song.first() + tile.start(), reader.frames()));
      int frames = reader.read(block);
      if (frames < samples) {
        throw new DatasetException(
            song.audio()
                + ": the recording of '"
                + song.name()
                + "' has become shorter since the data set was opened; put it back");
      }
      float[] mono = new float[samples];
      MonoMixdown.blend(sequence.leftWeight(tile)).mix(block, samples, mono);
      return mono;
    }
  }

  /**
   * Reads the tiles of one step.
   *
   * @param step the step, from 0
   * @param items tiles of each step
   * @return mono, {@code [items][samples]}; step n begins at position {@code n * items}
   */
  public float[][] batch(long step, int items) {
    List<float[]> batch = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      batch.add(read(Math.addExact(Math.multiplyExact(step, (long) items), (long) item)));
    }
    return batch.toArray(new float[0][]);
  }
}
