package org.jukebox4j.core.kernel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The work memory of a {@link TimeStream}. Given to one stream after the other it saves the cost of
 * fresh memory, which for short recordings is that of a fair part of the arithmetic.
 */
public final class StreamMemory implements AutoCloseable {
  private final Queue<TileScratch> scratches = new ConcurrentLinkedQueue<>();
  private float[] source = new float[0];
  private float[] target = new float[0];

  /** Rows that the present layer reads. */
  float[] source() {
    return source;
  }

  /** Rows that the present layer writes. */
  float[] target() {
    return target;
  }

  /** What was written is read next. */
  void swap() {
    float[] written = target;
    target = source;
    source = written;
  }

  void ensureSource(int size) {
    if (source.length < size) {
      source = new float[size];
    }
  }

  void ensureTarget(int size) {
    if (target.length < size) {
      target = new float[size];
    }
  }

  TileScratch borrow() {
    TileScratch free = scratches.poll();
    return free == null ? new TileScratch() : free;
  }

  void giveBack(TileScratch scratch) {
    scratches.add(scratch);
  }

  /** Frees the native memory; what is used afterwards is allocated anew. */
  @Override
  public void close() {
    for (TileScratch scratch = scratches.poll(); scratch != null; scratch = scratches.poll()) {
      scratch.close();
    }
  }
}
