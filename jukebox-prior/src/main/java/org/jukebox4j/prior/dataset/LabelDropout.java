package org.jukebox4j.prior.dataset;

import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.KeyedRandom;
import org.jukebox4j.prior.LabelVector;

/**
 * Hides artist, genre and lyrics of some windows, each for itself, so that a prior learns what to
 * make when a request leaves them open. Differs from the original, which always tells them.
 *
 * @param share how many windows each is hidden of, as in {@link WindowSettings}
 * @param seed any number
 */
record LabelDropout(double share, long seed) {
  private static final int ARTIST = 0;
  private static final int GENRE = 1;
  private static final int LYRICS = 2;

  /** The labels of the window at this position of the sequence, or what is left of them. */
  LabelVector apply(LabelVector labels, long position) {
    return labels.hiding(hides(ARTIST, position), hides(GENRE, position), hidesLyrics(position));
  }

  /** Whether the window at this position of the sequence is not told its lyrics. */
  boolean hidesLyrics(long position) {
    return hides(LYRICS, position);
  }

  private boolean hides(int what, long position) {
    return new KeyedRandom(seed).uniform(Level.TOP, what, position) < share;
  }
}
