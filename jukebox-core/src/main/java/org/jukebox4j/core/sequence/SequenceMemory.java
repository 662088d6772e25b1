package org.jukebox4j.core.sequence;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Memory that the layers of a sequence use one after the other. */
final class SequenceMemory {
  private final Queue<TapScratch> scratches = new ConcurrentLinkedQueue<>();
  private float[] between = new float[0];

  TapScratch borrow() {
    TapScratch free = scratches.poll();
    return free == null ? new TapScratch() : free;
  }

  void giveBack(TapScratch scratch) {
    scratches.add(scratch);
  }

  /** An array for what one pass of a layer hands to the next; contents undefined. */
  float[] between(int size) {
    if (between.length < size) {
      between = new float[size];
    }
    return between;
  }
}
