package org.jukebox4j.sampling;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks a running sampling to stop. Any thread may ask; the sampling stops before its next code with
 * a {@link SamplingCancelledException}. Interrupting the thread that samples does the same.
 */
public final class CancellationToken {
  private final AtomicBoolean cancelled = new AtomicBoolean();

  /** Makes a token that has not been cancelled. */
  public CancellationToken() {}

  /** Asks the sampling to stop. Asking twice is allowed. */
  public void cancel() {
    cancelled.set(true);
  }

  /**
   * Returns whether the sampling must stop.
   *
   * @return true after {@link #cancel()} or when the calling thread is interrupted
   */
  public boolean isCancelled() {
    return cancelled.get() || Thread.currentThread().isInterrupted();
  }
}
