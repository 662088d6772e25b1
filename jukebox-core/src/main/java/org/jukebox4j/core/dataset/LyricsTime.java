package org.jukebox4j.core.dataset;

/**
 * When a place in the lyrics is sung.
 *
 * @param character index into the text of the lyrics
 * @param seconds time since the beginning of the song
 */
public record LyricsTime(int character, double seconds) {
  /** Checks the ranges. */
  public LyricsTime {
    if (character < 0) {
      throw new IllegalArgumentException("character must be at least 0, but was " + character);
    }
    if (!Double.isFinite(seconds)) {
      throw new IllegalArgumentException("seconds must be a finite number, but was " + seconds);
    }
  }
}
