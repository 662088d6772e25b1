package org.jukebox4j.core.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jukebox4j.core.audio.AudioFileException;
import org.jukebox4j.core.audio.AudioFiles;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.WavReader;

/**
 * Finds out whether a song can be used: its recording is decoded from beginning to end once, and
 * kept as WAV at the rate of the model if it is not that already.
 */
final class SongExamination {
  /** What a song must reach at least once, -60 dB of full scale, not to be silent. */
  static final float AUDIBLE = 1e-3f;

  private static final int BLOCK_FRAMES = 1 << 14;

  private final Path folder;
  private final Path cache;
  private final SampleRate rate;

  SongExamination(Path folder, Path cache, SampleRate rate) {
    this.folder = folder;
    this.cache = cache;
    this.rate = rate;
  }

  /** Size and time of the recording, which tell whether it has changed; empty if there is none. */
  String state(SongMetadata metadata) {
    Path source = folder.resolve(metadata.file());
    try {
      return Files.size(source) + " bytes of " + Files.getLastModifiedTime(source).toMillis();
    } catch (IOException missing) {
      return "";
    }
  }

  /**
   * Examines a song.
   *
   * @throws UnusableSongException if it cannot be used, with the reason
   */
  DatasetSong examine(SongMetadata metadata) throws UnusableSongException {
    try {
      Path source = folder.resolve(metadata.file());
      Path audio = isReady(source) ? source : converted(metadata, source);
      try (WavReader reader = WavReader.open(audio)) {
        return examine(metadata, audio, reader);
      }
    } catch (AudioFileException unreadable) {
      throw new UnusableSongException(String.valueOf(unreadable.getMessage()));
    }
  }

  private boolean isReady(Path source) {
    if (!AudioFiles.isWav(source)) {
      return false;
    }
    try (WavReader reader = WavReader.open(source)) {
      return reader.format().rate().equals(rate)
          && reader.format().channels() <= RecordingConversion.MOST_CHANNELS;
    }
  }

  private Path converted(SongMetadata metadata, Path source) throws UnusableSongException {
    String key = metadata.file() + "\n" + state(metadata) + "\n" + rate;
    String name = HexFormat.of().formatHex(Digests.sha256(key.getBytes(StandardCharsets.UTF_8)));
    Path target = cache.resolve(name.substring(0, 32) + ".wav");
    if (!Files.exists(target)) {
      try {
        Files.createDirectories(cache);
        RecordingConversion.convert(source, target, rate);
      } catch (IOException full) {
        throw new DatasetException(
            cache + ": recordings cannot be kept there (" + full + ")", full);
      }
    }
    return target;
  }

  private DatasetSong examine(SongMetadata metadata, Path audio, WavReader reader)
      throws UnusableSongException {
    long first = Math.round(metadata.start().orElse(0) * rate.hertz());
    double end = metadata.end().orElse(Double.POSITIVE_INFINITY) * rate.hertz();
    long last = Math.min(reader.frames(), end < Long.MAX_VALUE ? Math.round(end) : Long.MAX_VALUE);
    if (last <= first) {
      throw new UnusableSongException(
          reader.frames() == 0
              ? "it holds no samples"
              : "it lasts %.2f s, but the song begins at %.2f s"
                  .formatted(rate.seconds(reader.frames()), rate.seconds(first)));
    }
    float peak = peak(reader, first, last);
    if (peak < AUDIBLE) {
      throw new UnusableSongException(
          "it is silent: no sample reaches %s, the largest is %s".formatted(AUDIBLE, peak));
    }
    return new DatasetSong(metadata, audio, first, last - first);
  }

  /** The largest magnitude; reading everything also finds damage anywhere in the file. */
  private static float peak(WavReader reader, long first, long last) {
    float[][] block = new float[reader.format().channels()][BLOCK_FRAMES];
    float peak = 0;
    reader.seek(first);
    while (reader.position() < last) {
      int count = (int) Math.min(last - reader.position(), BLOCK_FRAMES);
      int frames = reader.read(block);
      for (float[] channel : block) {
        for (int i = 0; i < Math.min(count, frames); i++) {
          peak = Math.max(peak, Math.abs(channel[i]));
        }
      }
    }
    return peak;
  }
}
