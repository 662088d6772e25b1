package org.jukebox4j.core.kernel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.stream.IntStream;

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
    ForkJoinTask.invokeAll(
        IntStream.range(0, count)
            .mapToObj(
                index ->
                    new RecursiveAction() {
                      private static final long serialVersionUID = 1L;

                      @Override
                      protected void compute() {
                        piece.run(index);
                      }
                    })
            .toList());
  }
}
