package org.jukebox4j.core.dataset;

import java.nio.file.Path;

/**
 * A song that can be trained on.
 *
 * @param metadata what is known about it
 * @param audio a WAV file at the rate of the data set, with one or two channels
 * @param first where in that file the song begins, in samples
 * @param samples length of the song, in samples of each channel
 */
public record DatasetSong(SongMetadata metadata, Path audio, long first, long samples) {
  /**
   * Returns what the song is called in messages and caches.
   *
   * @return its file, and the part of it if it is not the whole
   */
  public String name() {
    return metadata.name();
  }

  /**
   * Returns the lyrics with times that count from the beginning of the song.
   *
   * @return the lyrics
   */
  public SongLyrics lyrics() {
    return metadata.lyrics().startingAt(metadata.start().orElse(0));
  }
}
