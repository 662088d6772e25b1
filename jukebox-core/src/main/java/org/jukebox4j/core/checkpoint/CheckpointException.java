package org.jukebox4j.core.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of tensors cannot be read or written: the message names the file, why, and what to do. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CheckpointException(Path file, String problem, String remedy) {
    this(file, problem, remedy, null);
  }

  CheckpointException(Path file, String problem, String remedy, @Nullable Throwable cause) {
    super(file + ": " + problem + ". " + remedy, cause);
  }
}
