package org.jukebox4j.prior.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.prior.attention.FactoredAttention;
import org.jukebox4j.prior.attention.KeySet;

/**
 * Queries at equal distances whose keys are the first ones of a common list: one rectangle of
 * attention weights. A row of the sequence is such a group for row attention, a column for column
 * attention, the whole sequence for dense attention.
 *
 * @param first position of the first query
 * @param step distance between two queries
 * @param keys the keys that the last query sees
 * @param counts how many of them each query sees, ascending
 */
record QueryGroup(int first, int step, KeySet keys, int[] counts) {
  /** Which queries belong together: those whose keys begin at the same place. */
  private record Start(int zeroKeys, int position) {}

  /**
   * Groups the queries of a sequence.
   *
   * @param kind which keys are seen
   * @param length number of queries
   * @return groups that hold each query once
   */
  static List<QueryGroup> of(FactoredAttention kind, int length) {
    Map<Start, List<Integer>> queries = new LinkedHashMap<>();
    for (int t = 0; t < length; t++) {
      KeySet seen = kind.keysSeenBy(t);
      Start start = new Start(seen.zeroKeys(), seen.start());
      queries.computeIfAbsent(start, absent -> new ArrayList<>()).add(t);
    }
    return queries.values().stream().map(positions -> of(kind, positions)).toList();
  }

  private static QueryGroup of(FactoredAttention kind, List<Integer> positions) {
    int first = positions.get(0);
    int step = positions.size() == 1 ? 1 : positions.get(1) - first;
    KeySet all = kind.keysSeenBy(positions.get(positions.size() - 1));
    int[] counts = new int[positions.size()];
    for (int i = 0; i < counts.length; i++) {
      KeySet seen = kind.keysSeenBy(positions.get(i));
      counts[i] = seen.count();
      boolean regular = positions.get(i) == first + i * step;
      boolean sameList = seen.count() == 0 || last(seen) == all.position(seen.count() - 1);
      if (!regular || !sameList || (i > 0 && counts[i] < counts[i - 1])) {
        throw new IllegalStateException("the queries " + positions + " of " + kind + " differ");
      }
    }
    return new QueryGroup(first, step, all, counts);
  }

  private static int last(KeySet seen) {
    return seen.position(seen.count() - 1);
  }

  int queries() {
    return counts.length;
  }

  /** Whether all keys lie at equal distances, so that they need not be gathered. */
  boolean hasRegularKeys() {
    return isOneRun() || keys.runLength() == 1;
  }

  int keyStep() {
    return isOneRun() ? 1 : keys.stride();
  }

  private boolean isOneRun() {
    return keys.count() <= keys.runLength() || keys.stride() == keys.runLength();
  }
}
