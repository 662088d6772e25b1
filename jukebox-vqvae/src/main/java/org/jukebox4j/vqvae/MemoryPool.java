package org.jukebox4j.vqvae;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jukebox4j.core.kernel.StreamMemory;

/** The work memory of a codec's streams, one for each stream that is open at the same time. */
final class MemoryPool implements AutoCloseable {
  private final Queue<StreamMemory> free = new ConcurrentLinkedQueue<>();

  StreamMemory borrow() {
    StreamMemory memory = free.poll();
    return memory == null ? new StreamMemory() : memory;
  }

  void giveBack(StreamMemory memory) {
    free.add(memory);
  }

  @Override
  public void close() {
    free.forEach(StreamMemory::close);
    free.clear();
  }
}
