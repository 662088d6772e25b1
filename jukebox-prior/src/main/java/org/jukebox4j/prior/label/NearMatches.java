package org.jukebox4j.prior.label;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that a mistyped one is closest to: by typing errors (a letter too much, too little,
 * another one, two swapped) and by the words they share.
 */
final class NearMatches {
  /** Below this, a name looks like another name and not like a typing error. */
  private static final double LEAST_SIMILARITY = 0.5;

  /** Names that are this much less similar than the closest one only distract from it. */
  private static final double MOST_BEHIND = 0.2;

  private record Match(String name, double similarity) {}

  private NearMatches() {}

  static List<String> of(String wanted, Collection<String> names, int most) {
    List<Match> closest =
        names.stream()
            .filter(name -> !name.isEmpty())
            .map(name -> new Match(name, similarity(wanted, name)))
            .filter(match -> match.similarity() >= LEAST_SIMILARITY)
            .sorted(
                Comparator.comparingDouble(Match::similarity).reversed().thenComparing(Match::name))
            .limit(most)
            .toList();
    double best = closest.isEmpty() ? 0 : closest.get(0).similarity();
    return closest.stream()
        .filter(match -> match.similarity() >= best - MOST_BEHIND)
        .map(Match::name)
        .toList();
  }

  /** From 0 for nothing in common to 1 for the same. */
  static double similarity(String a, String b) {
    int longer = Math.max(a.length(), b.length());
    if (longer == 0) {
      return 1;
    }
    double typing = 1 - (double) distance(a, b) / longer;
    return Math.max(typing, 0.9 * sharedWords(a, b));
  }

  /** Twice the letters in shared words over all letters in words. */
  private static double sharedWords(String a, String b) {
    Set<String> left = words(a);
    Set<String> right = words(b);
    int all = letters(left) + letters(right);
    Set<String> shared = new HashSet<>(left);
    shared.retainAll(right);
    return all == 0 ? 0 : 2.0 * letters(shared) / all;
  }

  private static Set<String> words(String name) {
    Set<String> words = new HashSet<>(Arrays.asList(name.split("[^\\p{L}\\p{N}]+", -1)));
    words.remove("");
    return words;
  }

  private static int letters(Set<String> words) {
    return words.stream().mapToInt(String::length).sum();
  }

  /** Damerau-Levenshtein distance in which no letter is edited twice. */
  private static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      steps[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      steps[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
        least = Math.min(least, steps[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
      }
    }
    return steps[a.length()][b.length()];
  }
}
