package org.jukebox4j.corpus;

/**
 * What a corpus depends on.
 *
 * @param seed any number; different seeds give unrelated songs
 * @param shortest least length of a song, in seconds
 * @param longest greatest length of a song, in seconds
 */
public record CorpusSettings(long seed, double shortest, double longest) {
  /** The least that {@link #shortest} may be, in seconds: an intro, two phrases and an ending. */
  public static final double LEAST = 20;

  /** The most that {@link #longest} may be, in seconds. */
  public static final double MOST = 120;

  /** How much longer the longest must be, in seconds: songs are rounded to whole bars. */
  public static final double LEAST_RANGE = 5;

  private static final double USUAL_LONGEST = 40;

  /** Checks the range. */
  public CorpusSettings {
    if (!(shortest >= LEAST && longest <= MOST && longest - shortest >= LEAST_RANGE)) {
      throw new IllegalArgumentException(
          "songs must last between %s s and %s s, the longest at least %s s more than the shortest, but were to last %s s to %s s"
              .formatted(LEAST, MOST, LEAST_RANGE, shortest, longest));
    }
  }

  /**
   * Songs of 20 s to 40 s.
   *
   * @param seed any number
   * @return the settings
   */
  public static CorpusSettings of(long seed) {
    return new CorpusSettings(seed, LEAST, USUAL_LONGEST);
  }
}
