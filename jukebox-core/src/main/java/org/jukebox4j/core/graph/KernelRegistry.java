package org.jukebox4j.core.graph;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds a kernel by number. SameDiff copies an operation by its name and its integer arguments
 * alone, so a copy has no other way back to the kernel. The registry holds no kernel: operations
 * do, and once the last graph that uses a kernel is gone, so is its entry.
 */
final class KernelRegistry {
  private static final Map<Long, Entry> ENTRIES = new ConcurrentHashMap<>();
  private static final ReferenceQueue<GraphKernel> GONE = new ReferenceQueue<>();
  private static final AtomicLong NEXT = new AtomicLong(1);

  private KernelRegistry() {}

  private static final class Entry extends WeakReference<GraphKernel> {
    private final long number;

    Entry(GraphKernel kernel, long number) {
      super(kernel, GONE);
      this.number = number;
    }
  }

  static long add(GraphKernel kernel) {
    forgetTheGone();
    long number = NEXT.getAndIncrement();
    ENTRIES.put(number, new Entry(kernel, number));
    return number;
  }

  static GraphKernel find(long number) {
    @Nullable Entry entry = ENTRIES.get(number);
    GraphKernel kernel = entry == null ? null : entry.get();
    if (kernel == null) {
      throw new IllegalStateException(
          "the graph names kernel "
              + number
              + ", which this process has not. A kernel graph cannot be saved and loaded by"
              + " SameDiff: save its parameters and build it again.");
    }
    return kernel;
  }

  static int size() {
    forgetTheGone();
    return ENTRIES.size();
  }

  private static void forgetTheGone() {
    for (Reference<? extends GraphKernel> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      if (gone instanceof Entry entry) {
        ENTRIES.remove(entry.number);
      }
    }
  }
}
