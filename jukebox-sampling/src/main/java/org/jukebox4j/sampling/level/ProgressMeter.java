package org.jukebox4j.sampling.level;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jukebox4j.sampling.SamplingListener;
import org.jukebox4j.sampling.SamplingProgress;

/** Measures how fast codes are drawn and estimates the time that is left. */
final class ProgressMeter {
  private static final long REPORT_NANOS = 100_000_000;

  private final LevelPlan plan;
  private final int items;
  private final double secondsBelow;
  private final SamplingListener listener;
  private final LongSupplier nanoClock;
  private final long started;

  private long done;
  private long drawn;
  private long lastReport;
  private int window;

  /**
   * Starts the clock for one level.
   *
   * @param plan the level
   * @param below levels that come after it
   * @param present codes of every sample that are there already
   * @param listener gets the reports
   * @param nanoClock the time
   */
  ProgressMeter(
      LevelPlan plan,
      List<LevelPlan> below,
      List<int[]> present,
      SamplingListener listener,
      LongSupplier nanoClock) {
    this.plan = plan;
    this.items = present.size();
    this.done = (long) present.get(0).length * items;
    this.secondsBelow = below.stream().mapToDouble(p -> expectedSeconds(p, items)).sum();
    this.listener = listener;
    this.nanoClock = nanoClock;
    this.started = nanoClock.getAsLong();
    this.lastReport = started;
  }

  private static double expectedSeconds(LevelPlan plan, int items) {
    return plan.secondsPerCode() * plan.schedule().toSample() * items;
  }

  void windowStarted(int number) {
    window = number;
    report(nanoClock.getAsLong());
  }

  void drawn(int codes) {
    drawn += codes;
    done += codes;
    long now = nanoClock.getAsLong();
    if (now - lastReport >= REPORT_NANOS) {
      report(now);
    }
  }

  void windowFinished() {
    report(nanoClock.getAsLong());
  }

  private void report(long now) {
    lastReport = now;
    double seconds = (now - started) / 1e9;
    double codesPerSecond = drawn == 0 || seconds <= 0 ? 0 : drawn / seconds;
    long total = (long) plan.schedule().total() * items;
    listener.onProgress(
        new SamplingProgress(
            plan.level(),
            window,
            plan.schedule().windows().size(),
            done,
            total,
            codesPerSecond,
            timeLeft(codesPerSecond, total)));
  }

  /** This level at the measured speed; those below as much slower or faster as was expected. */
  private Duration timeLeft(double codesPerSecond, long total) {
    if (codesPerSecond == 0) {
      return Duration.ZERO;
    }
    double here = (total - done) / codesPerSecond;
    double below = secondsBelow / (plan.secondsPerCode() * codesPerSecond);
    return Duration.ofMillis((long) (1000 * (here + below)));
  }
}
