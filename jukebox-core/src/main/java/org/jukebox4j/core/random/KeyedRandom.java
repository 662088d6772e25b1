package org.jukebox4j.core.random;

import org.jukebox4j.core.hierarchy.Level;

/**
 * Uniform random numbers from keys: the number for a code is a function of the seed, the level, the
 * item of the batch and the position in the piece, and of nothing else. So a piece does not change
 * when it is resumed, when the batch is split, or when another item is sampled beside it.
 *
 * <p>Each key is folded in by one round of SplitMix64 (Steele et al. 2014). Differs from the
 * original, which draws from one global stream.
 */
public final class KeyedRandom {
  private static final double UNIT = 0x1p-53;

  private final long seed;

  /**
   * Starts from a seed.
   *
   * @param seed any number; different seeds give unrelated numbers
   */
  public KeyedRandom(long seed) {
    this.seed = seed;
  }

  /**
   * Returns the random number for one code.
   *
   * @param level the level of the code
   * @param item the item of the batch, counted from 0
   * @param position the code's position in the whole piece, counted from 0
   * @return a multiple of 2^-53 in [0, 1)
   */
  public double uniform(Level level, long item, long position) {
    return (bits(level, item, position) >>> 11) * UNIT;
  }

  /**
   * Returns the 64 random bits for one code.
   *
   * @param level the level of the code
   * @param item the item of the batch, counted from 0
   * @param position the code's position in the whole piece, counted from 0
   * @return all 64 bits are random
   */
  public long bits(Level level, long item, long position) {
    long state = SplitMix.next(seed, level.index());
    return SplitMix.next(SplitMix.next(state, item), position);
  }
}
