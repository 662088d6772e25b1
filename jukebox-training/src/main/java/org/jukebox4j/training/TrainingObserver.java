package org.jukebox4j.training;

import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.dataset.DatasetListener;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.run.RunListener;

/** Hears how a training goes on. Called by the thread that trains, which waits meanwhile. */
public interface TrainingObserver extends RunListener, DatasetListener {
  /** Hears nothing. */
  TrainingObserver SILENT = new TrainingObserver() {};

  @Override
  default void onSkipped(String song, String reason) {}

  @Override
  default void onExamined(int done, int total) {}

  /**
   * The recordings have been chosen.
   *
   * @param training how many are learnt
   * @param validation how many are kept apart
   */
  default void onRecordings(int training, int validation) {}

  /**
   * The codes of one more recording are there.
   *
   * @param done recordings that are done
   * @param total recordings of the data set
   */
  default void onEncoded(int done, int total) {}

  /**
   * The codec was heard, after an evaluation.
   *
   * @param step steps made so far
   * @param reconstruction a recording that is not learnt, and what a level makes of it
   */
  default void onReconstruction(long step, Reconstruction reconstruction) {}

  /**
   * A prior was heard, after an evaluation: one window of its level, decoded.
   *
   * @param step steps made so far
   * @param level the level
   * @param sample what it made, with labels and codes above of a recording that is not learnt
   */
  default void onListeningSample(long step, Level level, Waveform sample) {}
}
