package org.jukebox4j.sampling.model;

/** A model cannot be loaded; the message names the files, what is wrong and the remedy. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what is wrong
   */
  public ModelException(String message) {
    super(message);
  }

  /**
   * Makes an exception.
   *
   * @param message what is wrong
   * @param cause where it was found
   */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
