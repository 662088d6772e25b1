package org.jukebox4j.core.dataset;

/** A song cannot be used; the message is the reason, for {@link DatasetListener#onSkipped}. */
final class UnusableSongException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableSongException(String reason) {
    super(reason);
  }
}
