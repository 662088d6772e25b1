package org.jukebox4j.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A word of the lyrics and when it is sung.
 *
 * @param from its first character
 * @param to the character after its last
 * @param seconds when the song reaches it; empty if the song ends before
 */
record TimedWord(int from, int to, OptionalDouble seconds) {
  /** What a word without any attention counts for, against 1 for one that has all. */
  private static final double UNSEEN = 1e-3;

  /**
   * Finds when each word is sung: the likeliest way through the lyrics that never goes back, by
   * dynamic programming over the attention to whole words. A word that the way leaps over counts as
   * reached with the one after it.
   */
  static List<TimedWord> of(String lyrics, AttentionSteps attention) {
    List<TimedWord> words = split(lyrics);
    int[] way = words.isEmpty() ? new int[0] : way(words, attention);
    List<TimedWord> timed = new ArrayList<>();
    int step = 0;
    for (int word = 0; word < words.size(); word++) {
      while (step < way.length && way[step] < word) {
        step++;
      }
      OptionalDouble seconds =
          step < way.length
              ? OptionalDouble.of(step * attention.seconds())
              : OptionalDouble.empty();
      timed.add(new TimedWord(words.get(word).from, words.get(word).to, seconds));
    }
    return timed;
  }

  /** The words of lyrics that no song has reached. */
  static List<TimedWord> split(String lyrics) {
    List<TimedWord> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= lyrics.length(); i++) {
      if (i == lyrics.length() || Character.isWhitespace(lyrics.charAt(i))) {
        if (i > from) {
          words.add(new TimedWord(from, i, OptionalDouble.empty()));
        }
        from = i + 1;
      }
    }
    return words;
  }

  /** The word of every step. */
  private static int[] way(List<TimedWord> words, AttentionSteps attention) {
    int steps = attention.weights().length;
    int[][] before = new int[steps][words.size()];
    double[] score = new double[words.size()];
    for (int step = 0; step < steps; step++) {
      double total = attention.weight(step, 0, attention.weights()[step].length);
      int best = 0;
      for (int word = 0; word < words.size(); word++) {
        best = score[word] > score[best] ? word : best; // rather late than early
        before[step][word] = best;
      }
      for (int word = words.size() - 1; word >= 0; word--) {
        TimedWord at = words.get(word);
        double share = total > 0 ? attention.weight(step, at.from, at.to) / total : 0;
        score[word] = score[before[step][word]] + Math.log(share + UNSEEN);
      }
    }
    int last = 0;
    for (int word = 1; word < words.size(); word++) {
      last = score[word] > score[last] ? word : last;
    }
    int[] way = new int[steps];
    for (int step = steps - 1; step >= 0; step--) {
      way[step] = last;
      last = before[step][last];
    }
    return way;
  }
}
