package org.jukebox4j.core.graph;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for standard output while SameDiff differentiates a graph, and drops the lines that
 * SameDiff writes there about it. Everything else, from whatever thread, is passed on unchanged.
 */
final class DifferentiationRemarks extends PrintStream {
  private static final String REMARK = "Added differentiated op";
  private static final Object ONE_AT_A_TIME = new Object();

  private final PrintStream original;
  private final Thread differentiating;

  private DifferentiationRemarks(PrintStream original) {
    super(original, true);
    this.original = original;
    this.differentiating = Thread.currentThread();
  }

  static void dropWhile(Runnable differentiation) {
    synchronized (ONE_AT_A_TIME) {
      PrintStream original = System.out;
      DifferentiationRemarks filter = new DifferentiationRemarks(original);
      System.setOut(filter);
      try {
        differentiation.run();
      } finally {
        if (System.out == filter) {
          System.setOut(original);
        }
      }
    }
  }

  @Override
  public void println(@Nullable String line) {
    boolean remark =
        line != null && line.startsWith(REMARK) && Thread.currentThread() == differentiating;
    if (!remark) {
      original.println(line);
    }
  }

  @Override
  public void println(@Nullable Object value) {
    original.println(value);
  }

  @Override
  public void print(@Nullable String text) {
    original.print(text);
  }

  @Override
  public void print(@Nullable Object value) {
    original.print(value);
  }

  @Override
  public PrintStream format(String format, @Nullable Object... arguments) {
    original.format(format, arguments);
    return this;
  }

  @Override
  public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
    original.format(locale, format, arguments);
    return this;
  }

  @Override
  public void close() {
    original.close();
  }
}
