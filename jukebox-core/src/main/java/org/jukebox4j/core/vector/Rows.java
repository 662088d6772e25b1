package org.jukebox4j.core.vector;

/**
 * Rows in an array, at equal distances.
 *
 * @param values the elements; held by reference
 * @param from index of the first element of the first row
 * @param step elements from the start of one row to the next; rows may overlap
 */
public record Rows(float[] values, int from, int step) {
  /**
   * Returns where a row begins.
   *
   * @param row number of the row
   * @return index of its first element
   */
  public int at(int row) {
    return from + row * step;
  }
}
