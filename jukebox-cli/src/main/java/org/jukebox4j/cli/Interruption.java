package org.jukebox4j.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jukebox4j.sampling.CancellationToken;

/**
 * Turns Ctrl-C into a request to stop between two codes, and lets the process live until the
 * command has said what it kept.
 */
final class Interruption implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final CancellationToken token = new CancellationToken();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "jukebox-interruption");

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  CancellationToken token() {
    return token;
  }

  private void stop() {
    token.cancel();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Ctrl-C was pressed: the hook is running and ends by itself now.
    }
  }
}
