package org.jukebox4j.prior.dataset;

import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.KeyedRandom;

/**
 * Lets a prior mishear some codes: they become any others. When it samples, the codes that it goes
 * on from and those of the level above, which another prior made, are not quite music either; and
 * what they do not say it has to take from the labels and from its place in the window. How many
 * are misheard differs from window to window. Differs from the original, which hears every code.
 *
 * @param share of how many codes at most, as in {@link WindowSettings}
 * @param seed any number
 * @param key keeps draws apart: codes with another key are misheard independently of these
 */
record CodeDropout(double share, long seed, Level key) {
  // Keys beside those of LabelDropout, which has the same seed.
  private static final int HOW_MANY = 3;
  private static final int WHICH = 4;
  private static final int WHAT = 5;

  /** The codes of the window at this position of the sequence as they are heard. */
  int[] apply(int[] codes, int codebookSize, long position) {
    if (share == 0) {
      return codes;
    }
    KeyedRandom random = new KeyedRandom(seed);
    double misheard = share * random.uniform(key, HOW_MANY, position);
    int[] heard = codes.clone();
    for (int i = 0; i < heard.length; i++) {
      long place = Math.addExact(Math.multiplyExact(position, (long) heard.length), (long) i);
      if (random.uniform(key, WHICH, place) < misheard) {
        heard[i] = (int) (random.uniform(key, WHAT, place) * codebookSize);
      }
    }
    return heard;
  }
}
