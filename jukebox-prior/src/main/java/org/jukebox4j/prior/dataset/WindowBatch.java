package org.jukebox4j.prior.dataset;

import java.util.List;
import org.jukebox4j.prior.WindowConditioning;

/**
 * Windows that a prior learns from at once.
 *
 * @param codes codes of each item, {@code [contextLength]}, which are predicted
 * @param heard the codes that they are predicted from, each from those before it
 * @param conditioning codes above and labels of each item
 * @param sung for each item which characters are sung when; empty if that is known of none
 */
public record WindowBatch(
    List<int[]> codes,
    List<int[]> heard,
    WindowConditioning conditioning,
    List<SungCharacters> sung) {
  /** Checks that there are codes for each item. */
  public WindowBatch {
    codes = List.copyOf(codes);
    heard = List.copyOf(heard);
    sung = List.copyOf(sung);
    if (codes.size() != conditioning.items()) {
      throw new IllegalArgumentException(
          "codes must be there for each of %d items, but were for %d"
              .formatted(conditioning.items(), codes.size()));
    }
    if (heard.size() != codes.size()) {
      throw new IllegalArgumentException(
          "heard must hold codes for each of %d items, but did for %d"
              .formatted(codes.size(), heard.size()));
    }
    if (!sung.isEmpty() && sung.size() != codes.size()) {
      throw new IllegalArgumentException(
          "sung must be empty or hold one entry for each of %d items, but held %d"
              .formatted(codes.size(), sung.size()));
    }
  }

  /**
   * Windows of which nothing is known about the lyrics but their text.
   *
   * @param codes codes of each item, {@code [contextLength]}
   * @param conditioning codes above and labels of each item
   */
  public WindowBatch(List<int[]> codes, WindowConditioning conditioning) {
    this(codes, codes, conditioning, List.of());
  }
}
