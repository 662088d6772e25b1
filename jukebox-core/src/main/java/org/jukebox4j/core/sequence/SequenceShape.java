package org.jukebox4j.core.sequence;

/**
 * The lengths of what goes into a graph.
 *
 * @param items items of the batch
 * @param rows rows of each item
 */
public record SequenceShape(int items, int rows) {
  /** Checks the lengths. */
  public SequenceShape {
    if (items < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "items and rows must be at least 1, but were %d and %d".formatted(items, rows));
    }
  }
}
