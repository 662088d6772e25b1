package org.jukebox4j.core.kernel;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns OpenBLAS's own threads off while the caller parallelises over tiles itself.
 *
 * <p>The setting belongs to the process, because OpenBLAS has no other: while one guard is open,
 * all matrix products of the process run on their calling thread. Guards nest and may be held by
 * several threads.
 */
public final class BlasThreads implements AutoCloseable {
  private static final ReentrantLock LOCK = new ReentrantLock();

  /**
   * A guard has no state of its own, so that opening one in every decoding step costs no memory.
   */
  private static final BlasThreads GUARD = new BlasThreads();

  private static int open;

  private BlasThreads() {}

  /**
   * Opens a guard.
   *
   * @return close it to give OpenBLAS its threads back
   */
  public static BlasThreads callerOnly() {
    LOCK.lock();
    try {
      if (open++ == 0) {
        BlasThreadCount.set(1);
      }
    } finally {
      LOCK.unlock();
    }
    return GUARD;
  }

  @Override
  public void close() {
    LOCK.lock();
    try {
      if (--open == 0) {
        BlasThreadCount.set(Runtime.getRuntime().availableProcessors());
      }
    } finally {
      LOCK.unlock();
    }
  }
}
