package org.jukebox4j.sampling.state;

/** A saved sampling state cannot be used; the message says why and what to do. */
public final class SamplingStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what is wrong
   */
  public SamplingStateException(String message) {
    super(message);
  }

  /**
   * Makes an exception.
   *
   * @param message what is wrong
   * @param cause where it was found
   */
  public SamplingStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
