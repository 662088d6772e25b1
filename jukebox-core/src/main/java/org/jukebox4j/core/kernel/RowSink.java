package org.jukebox4j.core.kernel;

/** Receives rows of output in the order of time. */
@FunctionalInterface
public interface RowSink {
  /**
   * Takes rows.
   *
   * @param rows holds {@code [count, width]}; reused afterwards, so copy what is to be kept
   * @param offset index of the first element
   * @param count how many rows, possibly none
   */
  void accept(float[] rows, int offset, int count);
}
