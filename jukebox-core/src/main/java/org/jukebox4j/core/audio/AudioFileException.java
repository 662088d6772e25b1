package org.jukebox4j.core.audio;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An audio file that cannot be read or written: missing, damaged, hostile, or of a kind that is not
 * supported. The message names the file, what is wrong, and what to do.
 */
public final class AudioFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AudioFileException(Path file, String problem, String remedy) {
    this(file, problem, remedy, null);
  }

  AudioFileException(Path file, String problem, String remedy, @Nullable Throwable cause) {
    super("%s: %s; %s".formatted(file, problem, remedy), cause);
  }
}
