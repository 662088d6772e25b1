package org.jukebox4j.corpus.score;

/**
 * When beats come: evenly, until the last bar slows down.
 *
 * @param beatsPerMinute of all but the last bar
 * @param slowsFrom the beat from which it slows down
 * @param slowBeats how many beats it slows down for
 */
public record Tempo(double beatsPerMinute, int slowsFrom, int slowBeats) {
  /** How much longer the last beat is than the others. */
  static final double SLOWING = 0.5;

  /**
   * Returns the length of a beat before it slows down.
   *
   * @return in seconds
   */
  public double beatSeconds() {
    return 60 / beatsPerMinute;
  }

  /**
   * Returns when a beat comes.
   *
   * @param beat counted from 0, with fractions
   * @return seconds of the song
   */
  public double seconds(double beat) {
    double slow = Math.max(0, beat - slowsFrom);
    return beatSeconds() * (beat + SLOWING * slow * slow / (2 * slowBeats));
  }
}
