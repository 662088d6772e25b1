package org.jukebox4j.vqvae.dataset;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Codes of a song that are not there, were made by another codec or from another recording, or
 * cannot be read. The message names the song, the file and the remedy.
 */
public final class CodesCacheException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CodesCacheException(String song, Path file, String problem, @Nullable Throwable cause) {
    super(
        "%s: the codes of '%s' %s; encode the data set again with this codec"
            .formatted(file, song, problem),
        cause);
  }
}
