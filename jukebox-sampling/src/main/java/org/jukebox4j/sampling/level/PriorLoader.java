package org.jukebox4j.sampling.level;

import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.Prior;

/** Loads the prior of a level when it is needed. */
@FunctionalInterface
public interface PriorLoader {
  /**
   * Loads a prior.
   *
   * @param level the level
   * @return its prior, which the caller closes
   */
  Prior load(Level level);
}
