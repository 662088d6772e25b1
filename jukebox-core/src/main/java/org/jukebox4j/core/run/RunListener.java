package org.jukebox4j.core.run;

import java.util.Map;

/** Hears how a run goes on. Called by the thread that trains, which waits meanwhile. */
public interface RunListener {
  /** Hears nothing. */
  RunListener SILENT = new RunListener() {};

  /**
   * The run begins, or goes on from a checkpoint.
   *
   * @param step steps that were made before
   * @param steps how many the run has
   */
  default void onStart(long step, long steps) {}

  /**
   * A step was made or left out.
   *
   * @param report what it did
   */
  default void onStep(StepReport report) {}

  /**
   * The model was evaluated. Its parameters hold their averages until this returns, so this is the
   * place to listen to it.
   *
   * @param step steps made so far
   * @param metrics means over the validation batches by name; empty without these
   */
  default void onEvaluation(long step, Map<String, Double> metrics) {}

  /**
   * The state was saved: a run that ends in whatever way goes on from here.
   *
   * @param step steps made so far
   */
  default void onCheckpoint(long step) {}
}
