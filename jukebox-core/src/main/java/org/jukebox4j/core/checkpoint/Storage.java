package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** A run of bytes of a file that tensors are views of. */
final class Storage {
  private static final long NO_SUM = -1;
  private static final int PIECE = 1 << 18;

  private final FileBytes file;
  private final long start;
  private final long length;
  private long uncheckedSum;

  /** A run of bytes for which the file has no check sum. */
  Storage(FileBytes file, long start, long length) {
    this(file, start, length, NO_SUM);
  }

  /** A run of bytes with a CRC-32, which is compared once, before anything is read. */
  Storage(FileBytes file, long start, long length, long sum) {
    this.file = file;
    this.start = start;
    this.length = length;
    this.uncheckedSum = sum;
  }

  /** Returns bytes of the storage without copying; little-endian. */
  ByteBuffer slice(long offset, int count) {
    check(offset, count);
    return file.slice(start + offset, count);
  }

  /** Copies bytes of the storage, from the offset until the buffer is full. */
  void read(long offset, ByteBuffer into) {
    check(offset, into.remaining());
    file.read(start + offset, into);
  }

  private void check(long offset, int count) {
    if (offset < 0 || count > length - offset) {
      throw file.damaged("a tensor reaches outside its storage of " + length + " bytes");
    }
    checkSum();
  }

  /** Compares the check sum, unless that was done before. */
  synchronized void checkSum() {
    if (uncheckedSum == NO_SUM) {
      return;
    }
    CRC32 actual = new CRC32();
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, length));
    for (long at = 0; at < length; at += piece.capacity()) {
      piece.clear().limit((int) Math.min(piece.capacity(), length - at));
      file.read(start + at, piece);
      actual.update(piece.flip());
    }
    if (actual.getValue() != uncheckedSum) {
      throw file.damaged(
          "the bytes " + start + " to " + (start + length) + " differ from their check sum");
    }
    uncheckedSum = NO_SUM;
  }
}
