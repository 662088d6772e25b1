package org.jukebox4j.sampling.level;

import java.util.List;
import org.jukebox4j.sampling.window.Window;

/** Watches one level being sampled. */
interface LevelObserver {
  /** Asked before every step; true stops the sampling. */
  boolean isCancelled();

  /** A window begins; {@code number} counts all windows of the schedule from 1. */
  void windowStarted(int number, Window window);

  /** One more code was drawn for each of so many items. */
  void drawn(int items);

  /** A window is finished; {@code codes} are all codes of the level so far. */
  void windowFinished(List<int[]> codes);
}
