package org.jukebox4j.sampling.window;

import java.util.ArrayList;
import java.util.List;

/**
 * The windows in which one level is sampled, in order. Windows start every {@code hop} codes and
 * are one context long; the last one is shifted back so that it ends exactly with the piece. A
 * window whose codes are all there already is left out.
 *
 * @param context codes of a full window
 * @param given codes that are there before the first window
 * @param windows the windows, each beginning to draw where the one before it ended
 */
public record WindowSchedule(int context, int given, List<Window> windows) {
  /** Checks that the windows follow on each other. */
  public WindowSchedule {
    windows = List.copyOf(windows);
    int present = given;
    for (Window window : windows) {
      if (window.firstSampled() != present || window.end() - window.start() > context) {
        throw new IllegalArgumentException(
            "windows must begin to draw at code "
                + present
                + " and be at most "
                + context
                + " codes long, but one was "
                + window);
      }
      present = window.end();
    }
  }

  /**
   * Windows that make a piece of a certain length, as a user thinks of it: a piece shorter than the
   * context is one partial window that ends with the piece.
   *
   * @param total codes of the finished piece
   * @param context codes of a full window
   * @param hop codes between the starts of two windows, between 1 and {@code context}
   * @param given codes that are there already
   * @return the schedule; without windows if {@code given >= total}
   */
  public static WindowSchedule until(int total, int context, int hop, int given) {
    if (total >= context) {
      return full(total, context, hop, given);
    }
    requireLengths(total, context, hop, given);
    return new WindowSchedule(
        context, given, given >= total ? List.of() : List.of(new Window(0, given, total - given)));
  }

  /**
   * Windows by the rule of the original (openai/jukebox, {@code sample.py}), which differs for a
   * length below the context: that many codes are <em>added</em> to what is there, in one window
   * that reaches back as far as the context allows.
   *
   * @param length codes of the finished piece, or, if that is below the context, codes to add
   * @param context codes of a full window
   * @param hop codes between the starts of two windows, between 1 and {@code context}
   * @param given codes that are there already
   * @return the schedule
   */
  public static WindowSchedule asOriginal(int length, int context, int hop, int given) {
    return length >= context ? full(length, context, hop, given) : adding(length, context, given);
  }

  /**
   * One window that adds codes to what is there and sees as much of it as fits, as composing in
   * steps needs it.
   *
   * @param count codes to draw, between 1 and {@code context}
   * @param context codes of a full window
   * @param given codes that are there already
   * @return the schedule
   */
  public static WindowSchedule adding(int count, int context, int given) {
    requireLengths(count, context, context, given);
    if (count > context) {
      throw new IllegalArgumentException(
          "count must be at most the context of " + context + " codes, but was " + count);
    }
    int start = Math.max(0, given - context + count);
    return new WindowSchedule(context, given, List.of(new Window(start, given - start, count)));
  }

  private static WindowSchedule full(int total, int context, int hop, int given) {
    List<Window> windows = new ArrayList<>();
    int present = given;
    for (int start : starts(total, context, hop)) {
      int end = start + context;
      if (end > present) {
        windows.add(new Window(start, present - start, end - present));
        present = end;
      }
    }
    requireLengths(total, context, hop, given);
    return new WindowSchedule(context, given, windows);
  }

  /**
   * Returns where full windows start.
   *
   * @param total codes of the piece, at least {@code context}
   * @param context codes of a window
   * @param hop codes between two starts, between 1 and {@code context}
   * @return positions of the first codes, ascending; the last is {@code total - context}
   */
  public static List<Integer> starts(int total, int context, int hop) {
    requireLengths(total, context, hop, 0);
    if (total < context) {
      throw new IllegalArgumentException(
          "total must be at least one context of " + context + " codes, but was " + total);
    }
    List<Integer> starts = new ArrayList<>();
    for (int start = 0; start < total - context; start += hop) {
      starts.add(start);
    }
    starts.add(total - context);
    return starts;
  }

  private static void requireLengths(int total, int context, int hop, int given) {
    if (total < 1 || context < 1 || given < 0) {
      throw new IllegalArgumentException(
          "total and context must be at least 1 code and given at least 0, but were total "
              + total
              + ", context "
              + context
              + ", given "
              + given);
    }
    if (hop < 1 || hop > context) {
      throw new IllegalArgumentException(
          "hop must be between 1 code and the context of " + context + " codes, but was " + hop);
    }
  }

  /**
   * Returns how many codes there will be.
   *
   * @return codes after the last window
   */
  public int total() {
    return windows.isEmpty() ? given : windows.get(windows.size() - 1).end();
  }

  /**
   * Returns the number of codes that have to be drawn.
   *
   * @return codes of one item
   */
  public int toSample() {
    return total() - given;
  }

  /**
   * Returns the windows that are not finished yet. Windows are never cut differently after an
   * interruption, so that the result is that of an undisturbed run.
   *
   * @param present codes that are there now
   * @return the windows that end later, in order
   */
  public List<Window> remaining(int present) {
    return windows.stream().filter(window -> window.end() > present).toList();
  }
}
