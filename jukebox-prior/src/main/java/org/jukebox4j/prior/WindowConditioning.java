package org.jukebox4j.prior;

import java.util.List;

/**
 * What one window of a batch is conditioned on.
 *
 * @param items number of items in the batch, at least 1
 * @param upperCodes for each item the codes of the level above that cover the window, {@code
 *     [contextLength / codesPerUpperCode]}; empty at the top level
 * @param labels for each item its labels, timing and lyrics; empty for a prior without labels
 */
public record WindowConditioning(int items, List<int[]> upperCodes, List<LabelVector> labels) {
  /** Checks the number of entries and copies the lists. */
  public WindowConditioning {
    if (items < 1) {
      throw new IllegalArgumentException("items must be at least 1, but was " + items);
    }
    requireEmptyOrOneEach("upperCodes", upperCodes.size(), items);
    requireEmptyOrOneEach("labels", labels.size(), items);
    upperCodes = upperCodes.stream().map(int[]::clone).toList();
    labels = List.copyOf(labels);
  }

  private static void requireEmptyOrOneEach(String name, int size, int items) {
    if (size != 0 && size != items) {
      throw new IllegalArgumentException(
          name
              + " must be empty or hold one entry for each of "
              + items
              + " items, but held "
              + size);
    }
  }

  /**
   * Conditioning on nothing: a top prior without labels.
   *
   * @param items number of items in the batch
   * @return the conditioning
   */
  public static WindowConditioning none(int items) {
    return new WindowConditioning(items, List.of(), List.of());
  }

  /**
   * Returns what one item is conditioned on.
   *
   * @param item number of the item
   * @return its conditioning, a batch of one
   */
  public WindowConditioning only(int item) {
    return new WindowConditioning(
        1,
        upperCodes.isEmpty() ? List.of() : List.of(upperCodes.get(item)),
        labels.isEmpty() ? List.of() : List.of(labels.get(item)));
  }
}
