package org.jukebox4j.core.sequence;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Memory that the layers of a sequence use one after the other: the scratch memory of threads and
 * the partial sums of weight gradients.
 */
final class SequenceMemory implements AutoCloseable {
  private final Queue<TapScratch> scratches = new ConcurrentLinkedQueue<>();
  private @Nullable FloatTensor partialSums;
  private float[] between = new float[0];

  TapScratch borrow() {
    TapScratch free = scratches.poll();
    return free == null ? new TapScratch() : free;
  }

  void giveBack(TapScratch scratch) {
    scratches.add(scratch);
  }

  /** Native memory for the sums of all pieces; contents undefined. */
  FloatTensor partialSums(int size) {
    FloatTensor current = partialSums;
    if (current == null || current.size() < size) {
      if (current != null) {
        current.close();
      }
      current = FloatTensor.zeros(size);
      partialSums = current;
    }
    return current;
  }

  /** An array for what one pass of a layer hands to the next; contents undefined. */
  float[] between(int size) {
    if (between.length < size) {
      between = new float[size];
    }
    return between;
  }

  @Override
  public void close() {
    for (TapScratch each = scratches.poll(); each != null; each = scratches.poll()) {
      each.close();
    }
    if (partialSums != null) {
      partialSums.close();
      partialSums = null;
    }
    between = new float[0];
  }
}
