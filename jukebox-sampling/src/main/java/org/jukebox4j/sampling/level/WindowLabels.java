package org.jukebox4j.sampling.level;

import org.jukebox4j.prior.LabelVector;

/** The labels of every item, seen from any window. */
@FunctionalInterface
public interface WindowLabels {
  /**
   * Returns the labels of one window.
   *
   * @param item number of the item in the run, from 0
   * @param startCode first code of the window, counted from where sampling starts
   * @return labels whose offset and lyrics are those of the window
   */
  LabelVector at(int item, int startCode);
}
