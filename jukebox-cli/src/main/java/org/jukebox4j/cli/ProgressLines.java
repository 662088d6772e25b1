package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.SamplingProgress;

/** A line when a level begins, every ten seconds, and when a level is complete. */
final class ProgressLines implements ProgressDisplay {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final InstantSource clock;
  private @Nullable Level level;
  private Instant next = Instant.MIN;
  private boolean complete;

  ProgressLines(PrintWriter err, InstantSource clock) {
    this.err = err;
    this.clock = clock;
  }

  @Override
  public void onProgress(SamplingProgress progress) {
    Instant now = clock.instant();
    boolean begins = progress.level() != level;
    boolean ends = progress.codesDone() == progress.codesTotal() && !(complete && !begins);
    if (!begins && !ends && now.isBefore(next)) {
      return;
    }
    level = progress.level();
    complete = progress.codesDone() == progress.codesTotal();
    next = now.plus(PAUSE);
    String speed = ProgressDisplay.speed(progress);
    err.printf(
        "%s level: window %d of %d, %d of %d codes%s%n",
        progress.level().label(),
        progress.window(),
        progress.windows(),
        progress.codesDone(),
        progress.codesTotal(),
        speed.isEmpty() ? "" : ", " + speed);
    err.flush();
  }

  @Override
  public void close() {
    err.flush();
  }
}
