package org.jukebox4j.sampling.level;

import java.util.Optional;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.sampling.window.WindowSchedule;

/**
 * What is to be sampled at one level.
 *
 * @param level the level
 * @param settings how
 * @param schedule in which windows
 * @param labels labels of every item, or empty for a prior without labels
 * @param batch how many items are decoded at a time, at least 1
 * @param secondsPerCode expected time of one step, for the estimate of the time left; only the
 *     ratio between levels matters
 */
public record LevelPlan(
    Level level,
    LevelSettings settings,
    WindowSchedule schedule,
    Optional<WindowLabels> labels,
    int batch,
    double secondsPerCode) {
  /** Checks the ranges. */
  public LevelPlan {
    if (batch < 1 || !(secondsPerCode > 0)) {
      throw new IllegalArgumentException(
          "batch must be at least 1 and secondsPerCode above 0, but were "
              + batch
              + " and "
              + secondsPerCode);
    }
  }
}
