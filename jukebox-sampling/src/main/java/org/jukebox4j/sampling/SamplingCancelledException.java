package org.jukebox4j.sampling;

import org.jukebox4j.sampling.state.SamplingState;

/**
 * A sampling stopped because it was asked to. Nothing of the finished windows is lost: they are in
 * {@link #state()}, which can be resumed, and in the request's checkpoint file if it named one.
 */
public final class SamplingCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SamplingState state;

  /**
   * Makes an exception.
   *
   * @param state the run up to the last finished window
   * @param cause where it stopped
   */
  public SamplingCancelledException(SamplingState state, Throwable cause) {
    super("sampling was cancelled with " + state.codes() + "; resume its state to go on", cause);
    this.state = state;
  }

  /**
   * Returns what was finished.
   *
   * @return the run up to the last finished window
   */
  public SamplingState state() {
    return state;
  }
}
