package org.jukebox4j.sampling.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * The items of a run that are decoded together. Their codes do not depend on the split.
 *
 * @param from first item
 * @param to after the last item
 */
public record BatchSplit(int from, int to) {
  /** Checks the range. */
  public BatchSplit {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "a batch must hold at least one item, but was from " + from + " to " + to);
    }
  }

  /**
   * Splits the items of a run.
   *
   * @param items how many samples are made
   * @param largest how many fit into memory at once, at least 1
   * @return the batches in order; only the last may be smaller than {@code largest}
   */
  public static List<BatchSplit> of(int items, int largest) {
    if (items < 1 || largest < 1) {
      throw new IllegalArgumentException(
          "items and largest must be at least 1, but were " + items + " and " + largest);
    }
    List<BatchSplit> batches = new ArrayList<>();
    for (int from = 0; from < items; from += largest) {
      batches.add(new BatchSplit(from, Math.min(items, from + largest)));
    }
    return batches;
  }

  /**
   * Returns the number of items.
   *
   * @return items in this batch
   */
  public int size() {
    return to - from;
  }
}
