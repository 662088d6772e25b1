package org.jukebox4j.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Collects the comparisons of one case.
 *
 * <p>An error is relative to the largest finite magnitude of the whole expected tensor (absolute,
 * if all of it is zero). An infinity or NaN must be at the same place on both sides.
 */
final class Comparison {
  private static final int REPORTED_FAILURES = 4;

  private final List<String> failures = new ArrayList<>();
  private int count;
  private double worstError;
  private double worstTolerance = 1;
  private String worstWhat = "";

  /**
   * Compares float32 values.
   *
   * @param what names the tensor in the report
   * @param expected the golden values, row-major
   * @param actual the computed values, row-major
   * @param tolerance largest error allowed, relative to the maximum of {@code expected}
   */
  void floats(String what, float[] expected, float[] actual, double tolerance) {
    doubles(what, widen(expected), widen(actual), tolerance);
  }

  /**
   * Compares float64 values.
   *
   * @param what names the tensor in the report
   * @param expected the golden values, row-major
   * @param actual the computed values, row-major
   * @param tolerance largest error allowed, relative to the maximum of {@code expected}
   */
  void doubles(String what, double[] expected, double[] actual, double tolerance) {
    if (!sameLength(what, expected.length, actual.length)) {
      return;
    }
    double scale = Arrays.stream(expected).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    scale = scale == 0 ? 1 : scale;
    int worst = -1;
    double error = -1;
    for (int i = 0; i < expected.length; i++) {
      boolean finite = Double.isFinite(expected[i]) && Double.isFinite(actual[i]);
      if (!finite && Double.compare(expected[i], actual[i]) != 0) {
        fail(what + "[" + i + "]: expected " + expected[i] + " but was " + actual[i]);
        return;
      }
      double here = finite ? Math.abs(expected[i] - actual[i]) / scale : 0;
      if (here > error) {
        error = here;
        worst = i;
      }
    }
    if (error > tolerance) {
      fail(
          String.format(
              Locale.ROOT,
              "%s: error %.1e of %.0e at [%d]: expected %.9g but was %.9g (maximum %.3g)",
              what,
              error,
              tolerance,
              worst,
              expected[worst],
              actual[worst],
              scale));
    }
    remember(what, Math.max(0, error), tolerance);
  }

  /**
   * Compares integers, which must be equal.
   *
   * @param what names the tensor in the report
   * @param expected the golden values, row-major
   * @param actual the computed values, row-major
   */
  void integers(String what, long[] expected, long[] actual) {
    integersMostly(what, expected, actual, 0);
  }

  /**
   * Compares integers, which must be equal.
   *
   * @param what names the tensor in the report
   * @param expected the golden values, row-major
   * @param actual the computed values, row-major
   */
  void integers(String what, long[] expected, int[] actual) {
    integers(what, expected, Arrays.stream(actual).asLongStream().toArray());
  }

  /**
   * Compares integers of which a few may differ, where the golden data says why.
   *
   * @param what names the tensor in the report
   * @param expected the golden values, row-major
   * @param actual the computed values, row-major
   * @param allowed the part that may differ, such as 0.002
   */
  void integersMostly(String what, long[] expected, long[] actual, double allowed) {
    if (!sameLength(what, expected.length, actual.length)) {
      return;
    }
    int different = 0;
    int first = -1;
    for (int i = expected.length - 1; i >= 0; i--) {
      if (expected[i] != actual[i]) {
        different++;
        first = i;
      }
    }
    double part = expected.length == 0 ? 0 : (double) different / expected.length;
    if (part > allowed) {
      fail(
          String.format(
              Locale.ROOT,
              "%s: %d of %d differ, first at [%d]: expected %d but was %d",
              what,
              different,
              expected.length,
              first,
              expected[first],
              actual[first]));
    }
    if (allowed > 0) {
      remember(what, part, allowed);
    } else {
      count++;
    }
  }

  /**
   * Compares text.
   *
   * @param what names the value in the report
   * @param expected the golden text
   * @param actual the computed text
   */
  void text(String what, String expected, String actual) {
    isTrue(
        what, expected.equals(actual), "expected \"" + expected + "\" but was \"" + actual + "\"");
  }

  /**
   * Checks a condition.
   *
   * @param what names the condition in the report
   * @param ok whether it holds
   * @param detail said when it does not
   */
  void isTrue(String what, boolean ok, String detail) {
    count++;
    if (!ok) {
      fail(what + ": " + detail);
    }
  }

  /**
   * Says whether everything agreed.
   *
   * @return true if something was compared and nothing failed
   */
  boolean passed() {
    return count > 0 && failures.isEmpty();
  }

  /**
   * Describes the outcome for the report.
   *
   * @return the worst error against its tolerance, or what failed
   */
  String summary() {
    if (count == 0 && failures.isEmpty()) {
      return "nothing was compared";
    }
    if (!failures.isEmpty()) {
      String shown =
          String.join("; ", failures.subList(0, Math.min(REPORTED_FAILURES, failures.size())));
      int hidden = failures.size() - REPORTED_FAILURES;
      return hidden > 0 ? shown + "; and " + hidden + " more" : shown;
    }
    if (worstWhat.isEmpty()) {
      return "exact (" + count + " compared)";
    }
    return String.format(
        Locale.ROOT, "worst %.1e of %.0e (%s)", worstError, worstTolerance, worstWhat);
  }

  private boolean sameLength(String what, int expected, int actual) {
    if (expected != actual) {
      fail(what + ": expected " + expected + " values but there were " + actual);
    }
    return expected == actual;
  }

  private void fail(String message) {
    failures.add(message);
  }

  private void remember(String what, double error, double tolerance) {
    count++;
    if (worstWhat.isEmpty() || error / tolerance > worstError / worstTolerance) {
      worstError = error;
      worstTolerance = tolerance;
      worstWhat = what;
    }
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
