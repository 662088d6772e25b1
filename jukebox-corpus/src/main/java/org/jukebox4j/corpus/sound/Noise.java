package org.jukebox4j.corpus.sound;

/** White noise from a seed: a linear congruential generator, whose high bits are used. */
final class Noise {
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final long INCREMENT = 1442695040888963407L;

  private long state;

  Noise(long seed) {
    this.state = seed;
  }

  /** The next sample, uniform in [-1, 1). */
  float next() {
    state = state * MULTIPLIER + INCREMENT;
    return (int) (state >>> 32) * 0x1p-31f;
  }
}
