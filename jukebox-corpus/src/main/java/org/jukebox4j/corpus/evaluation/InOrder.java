package org.jukebox4j.corpus.evaluation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Makes numbered things on several threads and takes them in the order of their numbers, so that
 * what comes of them does not depend on the number of threads. No more are made ahead than there
 * are threads, since songs take memory.
 */
final class InOrder {
  private final int threads;

  InOrder(int threads) {
    this.threads = threads;
  }

  /** As many threads as there are processors. */
  static InOrder onAllProcessors() {
    return new InOrder(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Makes and takes things 0 to count - 1. If one fails, the others are interrupted and waited for.
   *
   * @param count how many
   * @param make makes one, on any thread
   * @param take takes one, on the calling thread
   */
  <T> void forEach(int count, IntFunction<T> make, Consumer<T> take) {
    ExecutorService makers = Executors.newFixedThreadPool(threads);
    try {
      Deque<Future<T>> ahead = new ArrayDeque<>();
      for (int next = 0; next < count || !ahead.isEmpty(); ) {
        for (; next < count && ahead.size() < threads; next++) {
          int number = next;
          ahead.add(makers.submit(() -> make.apply(number)));
        }
        take.accept(made(ahead.remove()));
      }
    } finally {
      end(makers);
    }
  }

  private static <T> T made(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof RuntimeException exception) {
        throw exception;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while songs were made");
    }
  }

  /** Nobody may use a model after its evaluation has ended, even if that failed. */
  private static void end(ExecutorService makers) {
    makers.shutdownNow();
    boolean interrupted = Thread.interrupted();
    boolean ended = false;
    while (!ended) {
      try {
        ended = makers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
