package org.jukebox4j.sampling;

/** A request that cannot be served; the message names the parameter, the rule and the remedy. */
public final class SampleRequestException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what is wrong, in the user's units
   */
  public SampleRequestException(String message) {
    super(message);
  }
}
