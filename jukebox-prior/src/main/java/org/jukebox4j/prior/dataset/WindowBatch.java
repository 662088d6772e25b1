package org.jukebox4j.prior.dataset;

import java.util.List;
import org.jukebox4j.prior.WindowConditioning;

/**
 * Windows that a prior learns from at once.
 *
 * @param codes codes of each item, {@code [contextLength]}
 * @param conditioning codes above and labels of each item
 */
public record WindowBatch(List<int[]> codes, WindowConditioning conditioning) {
  /** Checks that there are codes for each item. */
  public WindowBatch {
    codes = List.copyOf(codes);
    if (codes.size() != conditioning.items()) {
      throw new IllegalArgumentException(
          "codes must be there for each of %d items, but were for %d"
              .formatted(conditioning.items(), codes.size()));
    }
  }
}
