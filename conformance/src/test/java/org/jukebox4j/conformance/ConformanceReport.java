package org.jukebox4j.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs cases and prints the report: one line a case, then the files that no case covers, and alone
 * on a line {@code N passed, M failed}.
 */
final class ConformanceReport {
  private static final int SHOWN_FRAMES = 4;

  private final Path goldenDir;
  private final String only;
  private final List<String> names = new ArrayList<>();
  private int passed;
  private int failed;
  private int leftOut;

  /**
   * Prepares a report.
   *
   * @param goldenDir the golden folder
   * @param only runs only the cases whose name contains this; empty for all
   */
  ConformanceReport(Path goldenDir, String only) {
    this.goldenDir = goldenDir;
    this.only = only;
  }

  /**
   * Runs everything.
   *
   * @param all every component's cases
   * @param out receives the report
   * @throws IOException if the golden folder cannot be read
   */
  void run(List<GoldenCases> all, PrintStream out) throws IOException {
    out.println("golden folder " + goldenDir);
    for (GoldenCases cases : all) {
      for (GoldenCase golden : cases.discover(goldenDir)) {
        names.add(golden.name());
        if (golden.name().contains(only)) {
          run(golden, out);
        } else {
          leftOut++;
        }
      }
    }
    List<String> stems = GoldenFolder.stems(goldenDir);
    if (only.isEmpty()) {
      listFiles(stems, out);
      listMissingKinds(stems, out);
    } else {
      out.println("LEFT OUT " + leftOut + " cases whose name does not contain " + only);
    }
    out.println(passed + " passed, " + failed + " failed");
  }

  /**
   * Returns how many cases agreed.
   *
   * @return the number
   */
  int passed() {
    return passed;
  }

  /**
   * Returns how many cases did not agree.
   *
   * @return the number, with the files that no case covers
   */
  int failed() {
    return failed;
  }

  private void run(GoldenCase golden, PrintStream out) {
    Comparison comparison = new Comparison();
    try {
      golden.check().run(comparison);
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError thrown) {
      failed++;
      out.println("FAIL " + golden.name() + "  " + thrown);
      StackTraceElement[] frames = thrown.getStackTrace();
      for (int i = 0; i < Math.min(SHOWN_FRAMES, frames.length); i++) {
        out.println("       at " + frames[i]);
      }
      return;
    }
    if (comparison.passed()) {
      passed++;
    } else {
      failed++;
    }
    String verdict = comparison.passed() ? "PASS " : "FAIL ";
    out.println(verdict + golden.name() + "  " + comparison.summary());
  }

  private void listFiles(List<String> stems, PrintStream out) {
    for (String stem : stems) {
      boolean covered = names.stream().anyMatch(name -> covers(name, stem));
      if (GoldenFolder.kindOf(stem).isPresent()) {
        reportUncovered(stem, covered, out);
      } else if (!covered) {
        out.println("UNKNOWN " + stem + " (no case knows this kind of file)");
      }
    }
  }

  private void reportUncovered(String stem, boolean covered, PrintStream out) {
    if (!covered) {
      failed++;
      out.println("FAIL " + stem + "  no case covers this file");
    }
  }

  private static boolean covers(String caseName, String stem) {
    return caseName.equals(stem) || caseName.startsWith(stem + "/");
  }

  private static void listMissingKinds(List<String> stems, PrintStream out) {
    for (GoldenFolder.Kind kind : GoldenFolder.KINDS) {
      if (stems.stream().noneMatch(stem -> kind.names().matcher(stem).matches())) {
        out.println("MISSING " + kind.label() + " (the golden folder has no file of this kind)");
      }
    }
  }
}
