package org.jukebox4j.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps lines of progress ten seconds apart. */
final class PauseBetweenLines {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private Instant next;

  PauseBetweenLines(InstantSource clock) {
    this.clock = clock;
    this.next = clock.instant().plus(PAUSE);
  }

  /** Whether ten seconds have passed; if so, the next ten begin. */
  boolean isOver() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return false;
    }
    next = now.plus(PAUSE);
    return true;
  }
}
