package org.jukebox4j.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the work of one decoding step. A step is hundreds of operations of a few
 * microseconds each, too short to wake a thread for: between two operations the threads wait
 * without sleeping, and only after {@value #SPIN_NANOS} ns without work do they sleep.
 *
 * <p>The pieces of an operation are fixed by the caller and taken in order by whoever is free, so
 * that a thread which the system has put aside delays nobody and the result does not depend on the
 * number of threads. Where the system gives a thread too little of its processor to keep up, the
 * caller goes on alone for a while. One thread at a time may call {@link #run}, and not from within
 * a piece.
 */
public final class StepThreads implements AutoCloseable {
  private static final long SPIN_NANOS = 100_000;
  private static final int SPINS_BETWEEN_CLOCK_READS = 64;

  /** Decoding is bound by memory, which a few processors saturate. */
  private static final int MOST_THREADS = 8;

  /** Whoever is so late has lost its processor to another process. */
  private static final long LATE_NANOS = 1_000_000;

  /**
   * After a delay the caller goes on alone for so many times as long, which bounds what is lost.
   */
  private static final int ALONE_FOR_DELAY = 2;

  private static final long EPOCH = 1L << 32;

  private final Worker[] workers;

  /** Number of the operation in the upper half, pieces that nobody has taken in the lower. */
  private final AtomicLong ticket = new AtomicLong();

  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean closed;
  private WorkerThreads.Piece piece = index -> {};
  private int pieces;
  private boolean alone;
  private long aloneUntil;

  private StepThreads(int workerCount) {
    workers = new Worker[workerCount];
    for (int i = 0; i < workerCount; i++) {
      workers[i] = new Worker();
    }
  }

  /**
   * Uses the calling thread only.
   *
   * @return threads that need no closing
   */
  public static StepThreads callerOnly() {
    return new StepThreads(0);
  }

  /**
   * Returns how many threads one decoding is worth.
   *
   * @return as many as there are processors, but no more than {@value #MOST_THREADS}
   */
  public static int usual() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Starts as many threads as are {@link #usual}, the caller counted.
   *
   * @return the threads; close them to end them
   */
  public static StepThreads start() {
    return start(usual());
  }

  /**
   * Starts threads.
   *
   * @param threads how many take part, the caller counted
   * @return the threads; close them to end them
   */
  public static StepThreads start(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    StepThreads all = new StepThreads(threads - 1);
    for (Worker worker : all.workers) {
      worker.thread.start();
    }
    return all;
  }

  /**
   * Returns how many threads take part.
   *
   * @return the number, with the caller
   */
  public int count() {
    return workers.length + 1;
  }

  /**
   * Runs pieces 0 to count - 1 and returns when all are done; the caller takes part.
   *
   * @param count number of pieces
   * @param work what to do for each
   */
  public void run(int count, WorkerThreads.Piece work) {
    if (count == 1 || workers.length == 0 || isAlone()) {
      for (int i = 0; i < count; i++) {
        work.run(i);
      }
      return;
    }
    piece = work;
    pieces = count;
    done.set(0);
    ticket.set((ticket.get() | (EPOCH - 1)) + 1 + count);
    for (Worker worker : workers) {
      worker.wake();
    }
    while (takeOne(ticket.get())) {
      // Until none is left.
    }
    noteDelay(awaitOthers());
    Throwable thrown = failure.getAndSet(null);
    if (thrown instanceof Error error) {
      throw error;
    } else if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private long awaitOthers() {
    long start = 0;
    long waited = 0;
    for (int spins = 1; done.get() < pieces; spins++) {
      Thread.onSpinWait();
      if (spins % SPINS_BETWEEN_CLOCK_READS == 0) {
        long now = System.nanoTime();
        start = start == 0 ? now : start;
        waited = now - start;
        Thread.yield(); // the missing thread may be waiting for this processor
      }
    }
    return waited;
  }

  private boolean isAlone() {
    alone = alone && System.nanoTime() - aloneUntil < 0;
    return alone;
  }

  private void noteDelay(long waited) {
    if (waited > LATE_NANOS) {
      alone = true;
      aloneUntil = System.nanoTime() + ALONE_FOR_DELAY * waited;
    }
  }

  /** Takes the next piece of an operation and does it; false if none was left. */
  private boolean takeOne(long current) {
    int left = (int) current;
    if (left == 0) {
      return false;
    }
    if (ticket.compareAndSet(current, current - 1)) {
      // The operation cannot end before this piece is done, so both fields belong to it.
      try {
        piece.run(pieces - left);
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
      done.incrementAndGet();
    }
    return true;
  }

  /** Ends the threads. Closing twice is allowed. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker.thread);
    }
  }

  private final class Worker implements Runnable {
    private final Thread thread = new Thread(this, "jukebox-step");
    private volatile boolean sleeping;

    Worker() {
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      while (!closed) {
        if (!takeOne(ticket.get())) {
          awaitWork();
        }
      }
    }

    private void awaitWork() {
      long start = System.nanoTime();
      for (int spins = 1; (int) ticket.get() == 0; spins++) {
        Thread.onSpinWait();
        if (spins % SPINS_BETWEEN_CLOCK_READS == 0 && System.nanoTime() - start > SPIN_NANOS) {
          sleep();
          return;
        }
      }
    }

    private void sleep() {
      sleeping = true;
      // Looked at once more after the flag is seen by all: otherwise nobody might wake this thread.
      if ((int) ticket.get() == 0 && !closed) {
        LockSupport.park(this);
      }
      sleeping = false;
    }

    private void wake() {
      if (sleeping) {
        LockSupport.unpark(thread);
      }
    }
  }
}
