package org.jukebox4j.prior.autoregressive;

import org.jspecify.annotations.Nullable;

/**
 * What is added to the inputs of a batch. Arrays are held by reference and never changed.
 *
 * @param items number of items in the batch
 * @param start {@code [items, width]}, takes the place of the embedding at position 0; null for a
 *     learned start token
 * @param perPosition {@code [items, length, width]}, added at every position; null for nothing
 */
public record InputConditioning(
    int items, float @Nullable [] start, float @Nullable [] perPosition) {
  /**
   * Conditioning on nothing.
   *
   * @param items number of items in the batch
   * @return the conditioning
   */
  public static InputConditioning none(int items) {
    return new InputConditioning(items, null, null);
  }
}
