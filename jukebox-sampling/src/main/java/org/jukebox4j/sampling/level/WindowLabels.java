package org.jukebox4j.sampling.level;

import org.jukebox4j.prior.LabelVector;

/** The labels of every item, seen from any window. */
@FunctionalInterface
public interface WindowLabels {
  /**
   * Returns the labels of one window.
   *
   * @param item number of the item in the run, from 0
   * @param start start of the window, in samples from the start of what is sampled
   * @param length length of the window, in samples
   * @return labels whose offset and lyrics are those of the window
   */
  LabelVector at(int item, long start, long length);
}
