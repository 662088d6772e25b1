package org.jukebox4j.prior.transformer;

import org.jukebox4j.core.kernel.Linear;

/**
 * A transformer that computes the next positions of a batch and remembers the keys and values of
 * those before. Not safe for use by several threads at once.
 */
public interface StepDecoder extends AutoCloseable {
  /**
   * Returns the size of the batch.
   *
   * @return number of items
   */
  int items();

  /**
   * Returns how many positions are computed.
   *
   * @return the position that comes next
   */
  int position();

  /**
   * Computes the next positions. The result of an item depends neither on the other items nor,
   * beyond rounding, on how many positions are computed at a time.
   *
   * @param h {@code [items * rows, width]}, the input; receives the output
   * @param rows number of positions of each item, at least 1
   * @throws IllegalArgumentException if the sequence would become too long
   */
  void step(float[] h, int rows);

  /**
   * Applies a dense layer to the last row of every item, with the threads of the decoder.
   *
   * @param layer the output matrix
   * @param h {@code [items, width]}
   * @param y receives {@code [items, outputs]}
   */
  void project(Linear layer, float[] h, float[] y);

  /** Frees the caches. Closing twice is allowed. */
  @Override
  void close();
}
