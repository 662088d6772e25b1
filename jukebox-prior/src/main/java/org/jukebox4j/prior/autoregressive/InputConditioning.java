package org.jukebox4j.prior.autoregressive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is added to the inputs of a batch. Arrays are held by reference and never changed.
 *
 * @param items number of items in the batch
 * @param start {@code [items, width]}, takes the place of the embedding at position 0; null for a
 *     learned start token
 * @param perPosition for each item {@code [length, width]}, added at every position; empty for
 *     nothing
 */
public record InputConditioning(int items, float @Nullable [] start, List<float[]> perPosition) {
  /** Checks that there is nothing or something for every item. */
  public InputConditioning {
    if (!perPosition.isEmpty() && perPosition.size() != items) {
      throw new IllegalArgumentException(
          "perPosition must be empty or hold one entry for each of "
              + items
              + " items, but held "
              + perPosition.size());
    }
    perPosition = List.copyOf(perPosition);
  }

  /**
   * Conditioning on nothing.
   *
   * @param items number of items in the batch
   * @return the conditioning
   */
  public static InputConditioning none(int items) {
    return new InputConditioning(items, null, List.of());
  }
}
