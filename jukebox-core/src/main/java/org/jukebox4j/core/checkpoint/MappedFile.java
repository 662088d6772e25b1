package org.jukebox4j.core.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A file mapped into memory in windows, because one buffer addresses at most 2 GiB. Windows start
 * every {@value #STEP} bytes and are up to twice as long, so that whatever is not longer than the
 * step lies within one of them.
 */
final class MappedFile implements FileBytes {
  private static final long STEP = 1L << 30;

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final Map<Long, ByteBuffer> windows = new HashMap<>();

  private MappedFile(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  static MappedFile open(Path path) {
    if (!Files.isRegularFile(path)) {
      String problem = Files.exists(path) ? "is not a regular file" : "does not exist";
      throw new CheckpointException(path, problem, "Give the path of a file of weights");
    }
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      try {
        return new MappedFile(path, channel, channel.size());
      } catch (IOException | RuntimeException failed) {
        channel.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new CheckpointException(
          path,
          "cannot be opened (" + failed.getMessage() + ")",
          "Check that it is readable",
          failed);
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public synchronized ByteBuffer slice(long offset, int length) {
    if (offset < 0 || length < 0 || length > size - offset) {
      throw damaged(
          "bytes " + offset + " to " + (offset + length) + " lie outside its " + size + " bytes");
    }
    if (length == 0) {
      return ByteBuffer.allocateDirect(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    long index = offset / STEP;
    long start = index * STEP;
    long windowLength = Math.min(size - start, Integer.MAX_VALUE);
    ByteBuffer window;
    int within;
    if (offset - start + length <= windowLength) {
      window = windows.computeIfAbsent(index, i -> map(start, windowLength));
      within = (int) (offset - start);
    } else {
      window = map(offset, length);
      within = 0;
    }
    return window.slice(within, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@inheritDoc} Pages that are read so do not count as memory of the process. */
  @Override
  public void read(long offset, ByteBuffer into) {
    long at = offset;
    try {
      while (into.hasRemaining()) {
        int count = channel.read(into, at);
        if (count < 0) {
          throw damaged("it became shorter while it was read");
        }
        at += count;
      }
    } catch (IOException failed) {
      throw new CheckpointException(
          path,
          "cannot be read (" + failed + ")",
          "Check the disk, and that the checkpoint was not closed",
          failed);
    }
  }

  private ByteBuffer map(long start, long length) {
    try {
      return channel.map(FileChannel.MapMode.READ_ONLY, start, length);
    } catch (IOException failed) {
      throw new CheckpointException(
          path,
          "cannot be mapped into memory (" + failed.getMessage() + ")",
          "Open the checkpoint again, or free address space",
          failed);
    }
  }

  @Override
  public synchronized void close() {
    windows.clear();
    try {
      channel.close();
    } catch (IOException failed) {
      throw new CheckpointException(
          path, "cannot be closed (" + failed.getMessage() + ")", "Check the disk", failed);
    }
  }
}
