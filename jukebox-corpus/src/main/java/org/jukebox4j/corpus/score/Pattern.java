package org.jukebox4j.corpus.score;

import java.util.ArrayList;
import java.util.List;

/**
 * A rhythm, one character a step: a dot for silence, a dash to hold on, anything else for a note.
 *
 * @param steps the characters
 */
record Pattern(String steps) {
  private static final char SILENCE = '.';
  private static final char HOLD = '-';

  /**
   * A note of a pattern.
   *
   * @param step where it begins
   * @param length how many steps it lasts
   * @param sign its character
   */
  record Onset(int step, int length, char sign) {}

  /** Checks that nothing is held after silence. */
  Pattern {
    if (steps.startsWith("-") || steps.contains(".-")) {
      throw new IllegalArgumentException(
          "a pattern must hold a note, not silence, but was '" + steps + "'");
    }
  }

  /** The notes of the pattern. */
  List<Onset> onsets() {
    List<Onset> onsets = new ArrayList<>();
    for (int step = 0; step < steps.length(); step++) {
      char sign = steps.charAt(step);
      if (sign != SILENCE && sign != HOLD) {
        int end = step + 1;
        while (end < steps.length() && steps.charAt(end) == HOLD) {
          end++;
        }
        onsets.add(new Onset(step, end - step, sign));
      }
    }
    return onsets;
  }

  /** The notes of one bar of a pattern that repeats. */
  List<Onset> onsets(int bar, int stepsPerBar) {
    int bars = steps.length() / stepsPerBar;
    int from = bar % bars * stepsPerBar;
    return new Pattern(steps.substring(from, from + stepsPerBar)).onsets();
  }

  int length() {
    return steps.length();
  }
}
