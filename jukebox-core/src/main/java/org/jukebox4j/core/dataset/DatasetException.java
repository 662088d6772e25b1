package org.jukebox4j.core.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A data set that cannot be used at all: no folder, a mistake in its metadata file, or not one
 * usable recording. The message names the file, the line if there is one, the rule and the remedy.
 */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses a data set.
   *
   * @param message what is wrong and what to do
   */
  public DatasetException(String message) {
    this(message, null);
  }

  DatasetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
