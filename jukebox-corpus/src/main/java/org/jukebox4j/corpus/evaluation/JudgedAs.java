package org.jukebox4j.corpus.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What the songs of a model were taken for, by what was asked for: the confusion matrix of a judge.
 *
 * @param label what was judged, {@code artist} or {@code genre}
 * @param names the artists or genres, in the order of the corpus
 * @param counts {@code [asked for, judged as]}, songs of each pair, both in the order of the names
 */
public record JudgedAs(String label, List<String> names, List<List<Integer>> counts) {
  /** Checks that there is a count for every pair. */
  public JudgedAs {
    names = List.copyOf(names);
    counts = counts.stream().map(List::copyOf).toList();
    int size = names.size();
    if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException(
          "counts must have a row and a column for each of " + size + " names, but were " + counts);
    }
  }

  static <T extends Enum<T>> JudgedAs of(
      String label, List<T> kinds, Function<T, String> name, List<Verdict<T>> verdicts) {
    Integer[][] counts = new Integer[kinds.size()][kinds.size()]; // [asked for, judged as]
    Arrays.stream(counts).forEach(row -> Arrays.fill(row, 0));
    verdicts.forEach(v -> counts[v.asked().ordinal()][v.judged().ordinal()]++);
    return new JudgedAs(
        label, kinds.stream().map(name).toList(), Arrays.stream(counts).map(List::of).toList());
  }
}
