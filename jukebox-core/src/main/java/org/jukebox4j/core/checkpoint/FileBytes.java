package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The bytes of a file of tensors, wherever they are. */
sealed interface FileBytes extends AutoCloseable permits MappedFile, HeldFile {
  /** What the file is called, for messages. */
  Path path();

  /** How many bytes there are. */
  long size();

  /**
   * Returns bytes of the file without copying them.
   *
   * @param offset the first byte; the caller has checked that the range lies within the file
   * @param length how many
   * @return a little-endian buffer over them
   */
  ByteBuffer slice(long offset, int length);

  /**
   * Copies bytes of the file.
   *
   * @param offset the first byte
   * @param into filled up to its limit
   */
  void read(long offset, ByteBuffer into);

  /** What to throw when the file is not what it should be. */
  default CheckpointException damaged(String problem) {
    return new CheckpointException(
        path(),
        problem,
        "The file is damaged or was not written by a checkpoint writer: get it again");
  }

  @Override
  void close();
}
