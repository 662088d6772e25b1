package org.jukebox4j.corpus.random;

import org.jukebox4j.core.random.SplitMix;

/**
 * Random choices from keys: a choice is a function of the seed of the corpus, the number of the
 * song, what it is for and which of its kind it is, and of nothing else.
 */
public final class SongRandom {
  private static final double UNIT = 0x1p-53;

  /** What a choice is for. */
  public enum Purpose {
    /** Which artist and genre come next. */
    LABELS,
    /** How long the song is. */
    LENGTH,
    /** Its key note. */
    KEY,
    /** Its chords. */
    HARMONY,
    /** Rhythms of its phrases. */
    RHYTHM,
    /** Pitches of the melody. */
    MELODY,
    /** Syllables of the lyrics. */
    SYLLABLES
  }

  private final long state;

  /**
   * Starts from a seed.
   *
   * @param seed seed of the corpus, any number
   * @param song number of the song
   */
  public SongRandom(long seed, long song) {
    this.state = SplitMix.next(SplitMix.next(seed, 0), song);
  }

  /**
   * Returns random bits.
   *
   * @param purpose what for
   * @param index which of its kind
   * @return all 64 bits are random
   */
  public long bits(Purpose purpose, long index) {
    return SplitMix.next(SplitMix.next(state, purpose.ordinal()), index);
  }

  /**
   * Returns a uniform random number.
   *
   * @param purpose what for
   * @param index which of its kind
   * @return a multiple of 2^-53 in [0, 1)
   */
  public double uniform(Purpose purpose, long index) {
    return (bits(purpose, index) >>> 11) * UNIT;
  }

  /**
   * Returns a number between two others.
   *
   * @param low the least
   * @param high the bound
   * @param purpose what for
   * @param index which of its kind
   * @return in [low, high)
   */
  public double between(double low, double high, Purpose purpose, long index) {
    return low + (high - low) * uniform(purpose, index);
  }

  /**
   * Returns one of several.
   *
   * @param count how many there are
   * @param purpose what for
   * @param index which of its kind
   * @return in [0, count)
   */
  public int below(int count, Purpose purpose, long index) {
    return (int) (uniform(purpose, index) * count);
  }
}
