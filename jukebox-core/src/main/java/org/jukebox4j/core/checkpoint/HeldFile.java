package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A file that is in memory as a whole, such as one that came out of a jar.
 *
 * @param path what it is called
 * @param bytes its contents, outside the heap
 */
record HeldFile(Path path, ByteBuffer bytes) implements FileBytes {
  @Override
  public long size() {
    return bytes.capacity();
  }

  @Override
  public ByteBuffer slice(long offset, int length) {
    if (offset < 0 || length < 0 || length > size() - offset) {
      throw damaged(
          "bytes " + offset + " to " + (offset + length) + " lie outside its " + size() + " bytes");
    }
    return bytes.slice((int) offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void read(long offset, ByteBuffer into) {
    into.put(slice(offset, into.remaining()));
  }

  @Override
  public void close() {
    // Freed when no tensor is left that was found in it.
  }
}
