package org.jukebox4j.cli;

/** Something on the command line cannot be done; the message names it and the remedy. */
final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UserException(String message) {
    super(message);
  }
}
