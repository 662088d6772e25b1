package org.jukebox4j.corpus.score;

/**
 * When beats come: evenly, until the last bar slows down. As with a sequencer, every time is a
 * whole number of ticks of its clock.
 *
 * @param ticksPerBeat of all but the last bar
 * @param slowsFrom the beat from which it slows down
 * @param slowBeats how many beats it slows down for
 */
public record Tempo(int ticksPerBeat, int slowsFrom, int slowBeats) {
  /**
   * Ticks of the clock in a second, 86.1: one for each 256 samples at 22,050 Hz. Sounds that begin
   * on a tick are cut alike into the codes of a level whose codes last a tick, or a part of one.
   */
  public static final double TICKS_PER_SECOND = 22_050 / 256.0;

  /** How much longer the last beat is than the others. */
  static final double SLOWING = 0.5;

  private static final double SECONDS_PER_MINUTE = 60;

  /**
   * Returns the length of a beat before it slows down.
   *
   * @return in seconds
   */
  public double beatSeconds() {
    return ticksPerBeat / TICKS_PER_SECOND;
  }

  /**
   * Returns how fast it is before it slows down.
   *
   * @return in beats per minute
   */
  public double beatsPerMinute() {
    return SECONDS_PER_MINUTE / beatSeconds();
  }

  /**
   * Returns when a beat comes.
   *
   * @param beat counted from 0, with fractions
   * @return seconds of the song, at the nearest tick
   */
  public double seconds(double beat) {
    double slow = Math.max(0, beat - slowsFrom);
    double even = beat + SLOWING * slow * slow / (2 * slowBeats);
    return Math.rint(ticksPerBeat * even) / TICKS_PER_SECOND;
  }
}
