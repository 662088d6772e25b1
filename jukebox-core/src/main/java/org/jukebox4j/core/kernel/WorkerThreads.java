package org.jukebox4j.core.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs independent pieces of one operation on all processors. The pieces are fixed by the caller,
 * so the result does not depend on the number of threads.
 */
public final class WorkerThreads {
  private WorkerThreads() {}

  /** One independent piece of work. */
  @FunctionalInterface
  public interface Piece {
    /**
     * Does the piece.
     *
     * @param index number of the piece
     */
    void run(int index);
  }

  /**
   * Runs pieces 0 to count - 1 and returns when all are done; the caller takes part.
   *
   * @param count number of pieces
   * @param piece what to do for each
   */
  public static void forEach(int count, Piece piece) {
    if (count == 1 || ForkJoinPool.commonPool().getParallelism() < 1) {
      for (int i = 0; i < count; i++) {
        piece.run(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < Math.min(count, ForkJoinPool.commonPool().getParallelism() + 1); i++) {
      shares.add(new Share(next, count, piece));
    }
    ForkJoinTask.invokeAll(shares);
  }

  /**
   * What one thread does: the next piece that nobody has begun, again and again. Handing out every
   * piece as a task of its own took longer than small pieces take.
   */
  private static final class Share extends RecursiveAction {
    private static final long serialVersionUID = 1L;

    private final transient AtomicInteger next;
    private final int count;
    private final transient Piece piece;

    Share(AtomicInteger next, int count, Piece piece) {
      this.next = next;
      this.count = count;
      this.piece = piece;
    }

    @Override
    protected void compute() {
      try {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
          piece.run(i);
        }
      } catch (Throwable e) {
        next.set(count); // the others need not go on
        throw e;
      }
    }
  }
}
