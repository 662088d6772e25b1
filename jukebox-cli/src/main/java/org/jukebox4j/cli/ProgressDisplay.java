package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import org.jukebox4j.sampling.SamplingListener;
import org.jukebox4j.sampling.SamplingProgress;

/** Shows how a sampling proceeds: a bar on a terminal, a line now and then anywhere else. */
interface ProgressDisplay extends SamplingListener, AutoCloseable {
  /** The display that fits where standard error goes. */
  static ProgressDisplay on(PrintWriter err) {
    return Terminal.isInteractive()
        ? new ProgressBars()
        : new ProgressLines(err, InstantSource.system());
  }

  @Override
  void close();

  /** Codes a second and the time left, or nothing before the first code. */
  static String speed(SamplingProgress progress) {
    if (progress.codesPerSecond() <= 0) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%.0f codes/s, %s left",
        progress.codesPerSecond(),
        Sizes.time(progress.timeLeft()));
  }
}
