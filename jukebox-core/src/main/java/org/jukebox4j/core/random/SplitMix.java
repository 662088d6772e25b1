package org.jukebox4j.core.random;

/**
 * One round of the SplitMix64 generator as a function of a state and a counter. Source: Steele, Lea
 * and Flood, "Fast splittable pseudorandom number generators", 2014; the mixing constants are
 * Stafford's variant 13.
 */
public final class SplitMix {
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private SplitMix() {}

  /**
   * Returns the number that a generator with this state gives after {@code counter} others.
   *
   * @param state the state; may be the result of another call, to fold in several keys
   * @param counter which number, counted from 0
   * @return 64 random bits
   */
  public static long next(long state, long counter) {
    long mixed = state + (counter + 1) * GOLDEN_RATIO;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
