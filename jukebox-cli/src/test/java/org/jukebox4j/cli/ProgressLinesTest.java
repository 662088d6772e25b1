package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.SamplingProgress;
import org.junit.jupiter.api.Test;

final class ProgressLinesTest {
  private final StringWriter text = new StringWriter();
  private Instant now = Instant.EPOCH;
  private final ProgressLines display = new ProgressLines(new PrintWriter(text), () -> now);

  @Test
  void writesALineWhenALevelBeginsAndThenEveryTenSeconds() {
    report(Level.TOP, 0, 1000);
    report(Level.TOP, 10, 1000);
    now = now.plusSeconds(9);
    report(Level.TOP, 20, 1000);
    now = now.plusSeconds(1);
    report(Level.TOP, 30, 1000);

    assertThat(text.toString().lines())
        .containsExactly(
            "top level: window 1 of 3, 0 of 1000 codes",
            "top level: window 1 of 3, 30 of 1000 codes, 250 codes/s, 1 min 30 s left");
  }

  @Test
  void writesALineWhenALevelIsComplete() {
    report(Level.MIDDLE, 0, 1000);
    report(Level.MIDDLE, 1000, 1000);
    report(Level.MIDDLE, 1000, 1000);
    report(Level.BOTTOM, 0, 4000);

    assertThat(text.toString().lines())
        .containsExactly(
            "middle level: window 1 of 3, 0 of 1000 codes",
            "middle level: window 1 of 3, 1000 of 1000 codes, 250 codes/s, 1 min 30 s left",
            "bottom level: window 1 of 3, 0 of 4000 codes");
  }

  private void report(Level level, long done, long total) {
    display.onProgress(
        new SamplingProgress(
            level, 1, 3, done, total, done == 0 ? 0 : 250, Duration.ofSeconds(90)));
  }
}
