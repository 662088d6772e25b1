package org.jukebox4j.core.sequence;

/**
 * Rows over time of every item of a batch, {@code [items, rows, width]}.
 *
 * @param values the elements; held by reference, possibly more than needed
 * @param items how many items
 * @param rows rows of each item
 * @param width elements of a row
 */
record BatchRows(float[] values, int items, int rows, int width) {
  int size() {
    return Math.multiplyExact(items, itemSize());
  }

  int itemSize() {
    return Math.multiplyExact(rows, width);
  }

  /** Index of the first element of a row. */
  int at(int item, int row) {
    return start(item) + row * width;
  }

  /** Index of the first element of an item. */
  int start(int item) {
    return item * itemSize();
  }
}
