package org.jukebox4j.core.dataset;

import org.jukebox4j.core.random.SplitMix;

/** Random numbers of a data set, each from what it is for. */
final class TileRandom {
  private static final double UNIT = 0x1p-53;

  /** What a number is for. */
  enum Purpose {
    ORDER,
    SHIFT,
    BLEND
  }

  private final long seed;

  TileRandom(long seed) {
    this.seed = seed;
  }

  /** A multiple of 2^-53 in [0, 1). */
  double uniform(Purpose purpose, long epoch, long tile) {
    long state = SplitMix.next(SplitMix.next(seed, purpose.ordinal()), epoch);
    return (SplitMix.next(state, tile) >>> 11) * UNIT;
  }

  /** 64 random bits for a name. */
  static long bits(long seed, String name) {
    long state = SplitMix.next(seed, name.length());
    for (int i = 0; i < name.length(); i++) {
      state = SplitMix.next(state, name.charAt(i));
    }
    return state;
  }
}
