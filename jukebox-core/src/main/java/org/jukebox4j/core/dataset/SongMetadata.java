package org.jukebox4j.core.dataset;

import java.util.OptionalDouble;

/**
 * One line of {@code metadata.jsonl}: what is known about a recording, or about a part of it.
 *
 * @param file path of the recording, relative to the folder of the data set, with {@code /}
 * @param artist the artist, or {@code "unknown"}
 * @param genre the genre, or {@code "unknown"}
 * @param lyrics the lyrics; times count from the beginning of the recording
 * @param start where the song begins, in seconds of the recording; empty for its beginning
 * @param end where the song ends, in seconds of the recording; empty for its end
 */
public record SongMetadata(
    String file,
    String artist,
    String genre,
    SongLyrics lyrics,
    OptionalDouble start,
    OptionalDouble end) {
  /** What a label that is not given becomes. */
  public static final String UNKNOWN = "unknown";

  /** Checks the part. */
  public SongMetadata {
    double from = start.orElse(0);
    if (!(from >= 0) || !(end.orElse(Double.MAX_VALUE) > from)) {
      throw new IllegalArgumentException(
          "start and end must satisfy 0 <= start < end, but were %s s and %s s"
              .formatted(from, end.isPresent() ? end.getAsDouble() : "the end"));
    }
  }

  /**
   * A whole recording of which nothing is known.
   *
   * @param file its path, relative to the folder of the data set
   * @return the metadata
   */
  static SongMetadata unknown(String file) {
    return new SongMetadata(
        file, UNKNOWN, UNKNOWN, SongLyrics.NONE, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /**
   * Returns what the song is called in messages and caches.
   *
   * @return the file, and the part of it if it is not the whole
   */
  public String name() {
    if (start.isEmpty() && end.isEmpty()) {
      return file;
    }
    String from = file + " from " + start.orElse(0) + " s";
    return end.isPresent() ? from + " to " + end.getAsDouble() + " s" : from;
  }
}
