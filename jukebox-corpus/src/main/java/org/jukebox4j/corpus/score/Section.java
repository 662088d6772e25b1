package org.jukebox4j.corpus.score;

/**
 * A stretch of the form of a song.
 *
 * @param kind what happens in it
 * @param start when it begins, in seconds of the song
 * @param end when it ends, in seconds of the song
 */
public record Section(Kind kind, double start, double end) {
  /** What happens in a section. */
  public enum Kind {
    /** The ensemble alone, before anybody sings. */
    INTRO,
    /** A sung phrase, one line of the lyrics. */
    VERSE,
    /** The ensemble alone, between phrases. */
    INTERLUDE,
    /** The closing cadence, slowing down, and the last chord, dying away. */
    ENDING
  }
}
