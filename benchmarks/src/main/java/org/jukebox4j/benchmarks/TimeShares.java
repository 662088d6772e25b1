package org.jukebox4j.benchmarks;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Where a thread and the workers of the common pool spend their time: looks at their stacks every
 * few milliseconds. Java takes those looks at safe points, so that short loops without one are
 * counted a little later; matrix products and everything else in native code are counted exactly.
 */
final class TimeShares implements AutoCloseable {
  private static final long INTERVAL = 3;
  private static final String WAITING = "waiting for the other thread";

  /** The first of these that occurs on a stack, from its top, names a look. */
  private static final List<Map.Entry<String, String>> PARTS =
      List.of(
          Map.entry("Unsafe.park", WAITING),
          Map.entry("openblas.cblas_sgemm", "matrix products"),
          Map.entry("VectorisedExponentials.", "exponentials: GELU, softmax, loss"),
          Map.entry("VectorisedRowLoops.", "layer norm, sums over rows"),
          Map.entry("GroupedAttention.", "attention beside its products"),
          Map.entry("BlockTrace.", "keeping inputs for the backward pass"),
          Map.entry("BlockForward.", "layers beside that: copies, residual sums"),
          Map.entry("BlockBackward.", "layers beside that: copies, residual sums"),
          Map.entry("TokenInputKernel.", "embedding"),
          Map.entry("BitsPerCodeKernel.", "loss beside its products"),
          Map.entry("WorkerThreads.", "handing out work"),
          Map.entry("ForkJoin", "handing out work"),
          Map.entry("Optimiser.", "optimiser"),
          Map.entry("Adam.", "optimiser"),
          Map.entry("GlobalNorm.", "optimiser"),
          Map.entry("KernelForwardOp.", "kernels, other"),
          Map.entry("KernelBackwardOp.", "kernels, other"),
          Map.entry("SameDiff.", "SameDiff and operations of ND4J"));

  private final Thread watched;
  private final Map<String, Integer> looks = new ConcurrentHashMap<>();
  private final Thread watcher;

  private TimeShares(Thread watched) {
    this.watched = watched;
    this.watcher = new Thread(this::watch, "time shares");
    this.watcher.setDaemon(true);
  }

  static TimeShares ofThisThread() {
    TimeShares shares = new TimeShares(Thread.currentThread());
    shares.watcher.start();
    return shares;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        Thread.getAllStackTraces()
            .forEach(
                (thread, stack) -> {
                  if (thread == watched || thread.getName().startsWith("ForkJoinPool.common")) {
                    looks.merge(part(stack), 1, Integer::sum);
                  }
                });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private static String part(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String simple = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
      String method = simple + "." + frame.getMethodName();
      for (Map.Entry<String, String> part : PARTS) {
        if (method.startsWith(part.getKey())) {
          return part.getValue();
        }
      }
    }
    return "other";
  }

  /** The share of each part, largest first. */
  Map<String, Double> table() {
    double all = looks.values().stream().mapToInt(Integer::intValue).sum();
    return looks.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue() / all,
                (first, second) -> first,
                LinkedHashMap::new));
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
