package org.jukebox4j.core.training;

/** How weight decay enters a step of {@link Adam}. Both forms apply to every parameter. */
public enum WeightDecay {
  /**
   * Multiplied by the same bias-corrected step as the gradient, as the original does: weak in the
   * first steps.
   */
  WITH_THE_STEP,

  /** Multiplied by the learning rate alone (Loshchilov and Hutter 2019). */
  DECOUPLED
}
