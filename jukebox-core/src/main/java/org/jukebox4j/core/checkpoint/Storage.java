package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;

/** A run of bytes of a mapped file that tensors are views of. */
final class Storage {
  private final MappedFile file;
  private final long start;
  private final long length;

  Storage(MappedFile file, long start, long length) {
    this.file = file;
    this.start = start;
    this.length = length;
  }

  long length() {
    return length;
  }

  /** Returns bytes of the storage without copying; little-endian. */
  ByteBuffer slice(long offset, int count) {
    if (offset < 0 || count > length - offset) {
      throw file.damaged("a tensor reaches outside its storage of " + length + " bytes");
    }
    return file.slice(start + offset, count);
  }
}
