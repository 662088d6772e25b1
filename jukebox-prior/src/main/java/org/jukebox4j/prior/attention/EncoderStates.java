package org.jukebox4j.prior.attention;

import java.util.Arrays;

/**
 * What a lyrics encoder gives to the layers that attend to it.
 *
 * @param values {@code [items, length, width]}, held by reference and never changed
 * @param items number of items in the batch
 * @param length encoder states of an item
 */
public record EncoderStates(float[] values, int items, int length) {
  /**
   * Returns the states of one item.
   *
   * @param item number of the item
   * @return a copy, as a batch of one
   */
  public EncoderStates of(int item) {
    int size = values.length / items;
    return new EncoderStates(Arrays.copyOfRange(values, item * size, (item + 1) * size), 1, length);
  }
}
