package org.jukebox4j.core.dataset;

import java.util.List;

/**
 * Songs that are learnt and songs that are kept apart; no recording is on both sides.
 *
 * @param training the songs that are learnt
 * @param validation the songs that only tell how well others are learnt
 */
public record DatasetSplit(List<DatasetSong> training, List<DatasetSong> validation) {
  /** Copies the lists. */
  public DatasetSplit {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }
}
