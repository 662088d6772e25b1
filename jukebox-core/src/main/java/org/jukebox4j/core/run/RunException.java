package org.jukebox4j.core.run;

import org.jspecify.annotations.Nullable;

/**
 * A training run that cannot begin or go on: its folder is used by another process, cannot be
 * written, or belongs to another model or data set. The message names the file, what is wrong, and
 * what to do.
 */
public final class RunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunException(String message) {
    this(message, null);
  }

  RunException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
