package org.jukebox4j.corpus;

/** A corpus cannot be written or read; the message names the folder, the rule and the remedy. */
public final class CorpusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorpusException(String message) {
    super(message);
  }

  CorpusException(String message, Throwable cause) {
    super(message, cause);
  }
}
