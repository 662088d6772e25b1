package org.jukebox4j.prior.label;

/** A file of artist or genre numbers cannot be used; the message says where and why. */
public final class LabelFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LabelFileException(String message) {
    super(message);
  }

  LabelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
