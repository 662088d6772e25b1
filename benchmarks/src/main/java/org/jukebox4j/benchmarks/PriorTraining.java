package org.jukebox4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jukebox4j.core.training.TrainingStep;
import org.jukebox4j.prior.dataset.WindowBatch;

/**
 * Trains small priors and reports what that takes.
 *
 * <ul>
 *   <li>{@code memory}: 2,000 steps of a prior of width 64, depth 4 and context 128, and the memory
 *       of the process every 200 of them, read from {@code /proc/self/status} (Linux only);
 *   <li>{@code overfit}: a prior of width 256, depth 4 and context 1024 learns 20 s of {@link
 *       SyntheticCodes} by heart, until it needs less than half a bit for each code;
 *   <li>{@code shares}: where the time of a step goes, for width 256, depth 8 and context 1024.
 * </ul>
 */
public final class PriorTraining {
  private static final int MEMORY_STEPS = 2000;
  private static final int MEMORY_INTERVAL = 200;
  private static final int MOST_STEPS = 3000;
  private static final int REPORT_INTERVAL = 20;
  private static final double ENOUGH_BITS = 0.5;
  private static final double LEARNING_RATE = 1e-3;

  private PriorTraining() {}

  /**
   * Runs one of the programs.
   *
   * @param arguments {@code memory}, {@code overfit} or {@code shares}
   * @throws IOException if the memory of the process cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    String program = arguments.length == 1 ? arguments[0] : "";
    switch (program) {
      case "memory" -> memory();
      case "overfit" -> overfit();
      case "shares" -> shares();
      default -> throw new IllegalArgumentException("usage: PriorTraining memory|overfit|shares");
    }
  }

  private static void memory() throws IOException {
    long begun = System.nanoTime();
    try (TrainingPrior prior =
        new TrainingPrior(new TrainingPrior.Size(64, 4, 128), LEARNING_RATE)) {
      for (int step = 0; step <= MEMORY_STEPS; step++) {
        double loss = prior.step(prior.anyCodes(step)).loss();
        if (step % MEMORY_INTERVAL == 0) {
          report(
              "step %4d  %6.1f s  loss %.3f  resident %.0f MiB  heap %.0f MiB",
              step, seconds(begun), loss, resident(), heap());
        }
      }
    }
  }

  private static void overfit() {
    long begun = System.nanoTime();
    TrainingPrior.Size size = new TrainingPrior.Size(256, 4, 1024);
    List<int[]> windows = new SyntheticCodes(TrainingPrior.CODES).windows(size.context());
    OptionalLong reached = OptionalLong.empty();
    try (TrainingPrior prior = new TrainingPrior(size, LEARNING_RATE)) {
      List<WindowBatch> batches = prior.batches(windows);
      report(
          "%d windows of %d codes in %d batches", windows.size(), size.context(), batches.size());
      for (int step = 0; step < MOST_STEPS && reached.isEmpty(); step++) {
        TrainingStep done = prior.step(batches.get(step % batches.size()));
        if (step % REPORT_INTERVAL == 0) {
          double bits = prior.bitsPerCode(batches);
          report("step %4d  %6.1f s  %.3f bits per code", done.number(), seconds(begun), bits);
          if (bits < ENOUGH_BITS) {
            reached = OptionalLong.of(step);
          }
        }
      }
    }
    if (reached.isEmpty()) {
      throw new IllegalStateException(
          "the prior still needs more than " + ENOUGH_BITS + " bits after " + MOST_STEPS);
    }
    report("below %.1f bits per code after %d steps", ENOUGH_BITS, reached.getAsLong());
  }

  private static void shares() {
    TrainingPrior.Size size = new TrainingPrior.Size(256, 8, 1024);
    try (TrainingPrior prior = new TrainingPrior(size, LEARNING_RATE)) {
      WindowBatch batch = prior.anyCodes(0);
      for (int step = 0; step < REPORT_INTERVAL; step++) {
        prior.step(batch); // until the compiler is done with it
      }
      try (TimeShares shares = TimeShares.ofThisThread()) {
        for (int step = 0; step < REPORT_INTERVAL; step++) {
          prior.step(batch);
        }
        shares.table().forEach((part, share) -> report("%-40s %5.1f %%", part, 100 * share));
      }
    }
  }

  /** Memory of the process that lies in the machine's memory, in MiB. */
  private static double resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    throw new IllegalStateException("the system does not tell VmRSS");
  }

  private static double heap() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  @SuppressWarnings("SystemOut") // the report is what this program is for
  private static void report(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
