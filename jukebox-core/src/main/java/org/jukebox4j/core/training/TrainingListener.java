package org.jukebox4j.core.training;

import java.util.Map;

/** Is told how training goes on. Called by the thread that trains, which waits meanwhile. */
@FunctionalInterface
public interface TrainingListener {
  /**
   * A step was made or left out.
   *
   * @param step what it did
   * @param metrics further values of the step by name, such as bits per code
   */
  void stepDone(TrainingStep step, Map<String, Double> metrics);
}
