package org.jukebox4j.vqvae.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.checkpoint.CheckpointException;
import org.jukebox4j.core.checkpoint.ElementType;
import org.jukebox4j.core.checkpoint.SafetensorsWriter;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.vqvae.VqVaeConfig;

/**
 * A folder with the codes of songs, one safetensors file for each: an int32 tensor {@code
 * codes.top} and so on for each level, and in the metadata the fingerprint of the codec and what
 * the recording was. Codes of another codec or of a recording that has changed are stale.
 */
public final class CodesCache {
  private static final String VERSION_KEY = "jukebox4j.codes";
  private static final String VERSION = "1";
  private static final String CODEC_KEY = "codec";
  private static final String SONG_KEY = "song";
  private static final String RECORDING_KEY = "recording";
  private static final String CODES = "codes.";

  private final Path folder;
  private final CodecFingerprint codec;
  private final VqVaeConfig config;

  /**
   * Opens a cache.
   *
   * @param folder where the files are; made when needed
   * @param codec whose codes are wanted
   * @param config the numbers of that codec
   */
  public CodesCache(Path folder, CodecFingerprint codec, VqVaeConfig config) {
    this.folder = folder;
    this.codec = codec;
    this.config = config;
  }

  /**
   * Returns whose codes are kept here.
   *
   * @return the fingerprint of the codec
   */
  public CodecFingerprint codec() {
    return codec;
  }

  /**
   * Returns how much of a song its codes stand for.
   *
   * @param song the song
   * @return its length in samples, cut down to whole codes of the top level
   */
  public long samples(DatasetSong song) {
    int perTopCode = config.samplesPerCode(Level.of(config.levels().size() - 1));
    return song.samples() - song.samples() % perTopCode;
  }

  /** How the codes of a song stand. */
  public enum State {
    /** They are there. */
    FRESH,
    /** They were made by another codec, or the recording has changed, or they are damaged. */
    STALE,
    /** They were never made. */
    MISSING
  }

  /**
   * Looks for the codes of a song.
   *
   * @param song the song
   * @return how they stand
   */
  public State state(DatasetSong song) {
    Path file = file(song);
    if (!Files.exists(file)) {
      return State.MISSING;
    }
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      return problem(song, checkpoint).isEmpty() ? State.FRESH : State.STALE;
    } catch (CheckpointException damaged) {
      return State.STALE;
    }
  }

  /**
   * Reads the codes of a song.
   *
   * @param song the song
   * @return its codes
   * @throws CodesCacheException if they are missing, stale or damaged
   */
  public SongCodes read(DatasetSong song) {
    Path file = file(song);
    if (!Files.exists(file)) {
      throw new CodesCacheException(song.name(), file, "are not there", null);
    }
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      Optional<String> problem = problem(song, checkpoint);
      if (problem.isPresent()) {
        throw new CodesCacheException(song.name(), file, problem.get(), null);
      }
      List<int[]> codes = new ArrayList<>();
      for (int level = 0; level < config.levels().size(); level++) {
        codes.add(codes(song, file, checkpoint.integers(CODES + Level.of(level).label())));
      }
      return new SongCodes(codes);
    } catch (CheckpointException damaged) {
      throw new CodesCacheException(song.name(), file, "are damaged", damaged);
    }
  }

  private int[] codes(DatasetSong song, Path file, long[] values) {
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      if (values[i] < 0 || values[i] >= config.codebookSize()) {
        throw new CodesCacheException(
            song.name(),
            file,
            "must be below %d, but one is %d".formatted(config.codebookSize(), values[i]),
            null);
      }
      codes[i] = (int) values[i];
    }
    return codes;
  }

  private Optional<String> problem(DatasetSong song, Checkpoint checkpoint) {
    Map<String, String> metadata = checkpoint.metadata();
    if (!VERSION.equals(metadata.get(VERSION_KEY))) {
      return Optional.of("are not of version " + VERSION);
    }
    if (!codec.value().equals(metadata.get(CODEC_KEY))) {
      return Optional.of("were made by another codec");
    }
    if (!song.name().equals(metadata.get(SONG_KEY))
        || !recording(song).equals(metadata.get(RECORDING_KEY))) {
      return Optional.of("were made from another recording");
    }
    for (int level = 0; level < config.levels().size(); level++) {
      if (!checkpoint.names().contains(CODES + Level.of(level).label())) {
        return Optional.of("have no " + Level.of(level).label() + " level");
      }
    }
    return Optional.empty();
  }

  void write(DatasetSong song, SongCodes codes) {
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.metadata(VERSION_KEY, VERSION);
    writer.metadata(CODEC_KEY, codec.value());
    writer.metadata(SONG_KEY, song.name());
    writer.metadata(RECORDING_KEY, recording(song));
    for (int level = 0; level < config.levels().size(); level++) {
      int[] values = codes.level(Level.of(level));
      writer.add(CODES + Level.of(level).label(), ElementType.I32, values, values.length);
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new CodesCacheException(song.name(), folder, "cannot be kept there", failed);
    }
    writer.write(file(song));
  }

  /** What changes with the recording: the part of it, and the size and time of the file. */
  private static String recording(DatasetSong song) {
    String part = song.first() + " + " + song.samples();
    try {
      return part
          + " of "
          + Files.size(song.audio())
          + " bytes of "
          + Files.getLastModifiedTime(song.audio()).toMillis();
    } catch (IOException gone) {
      return part + " of nothing";
    }
  }

  /** A file name that can be read, and a number, as names may differ in what a name cannot hold. */
  private Path file(DatasetSong song) {
    CRC32 number = new CRC32();
    number.update(song.name().getBytes(StandardCharsets.UTF_8));
    String readable = song.name().replaceAll("[^A-Za-z0-9]+", "_");
    String end = readable.substring(Math.max(0, readable.length() - 60));
    return folder.resolve(
        end + "-" + HexFormat.of().toHexDigits((int) number.getValue()) + ".safetensors");
  }
}
