package org.jukebox4j.prior.attention;

/**
 * Which positions of which items are computed in one step.
 *
 * @param items number of items in the batch
 * @param rows positions of each item
 * @param position the first of these positions
 */
public record StepBatch(int items, int rows, int position) {
  /** Returns the row of an array {@code [items * rows, width]} that holds a position. */
  int row(int item, int position) {
    return item * rows + position - this.position;
  }
}
