package org.jukebox4j.sampling.window;

import java.util.ArrayList;
import java.util.List;

/** Cuts the codes that are fed again into chunks, which bounds the memory of feeding them. */
public final class ChunkSplit {
  private ChunkSplit() {}

  /**
   * Returns the lengths of the chunks.
   *
   * @param length how many codes there are
   * @param chunk largest number of codes in a chunk
   * @return lengths that add up to {@code length}; only the last may be below {@code chunk}
   */
  public static List<Integer> sizes(int length, int chunk) {
    if (length < 0 || chunk < 1) {
      throw new IllegalArgumentException(
          "length must be at least 0 and chunk at least 1, but were " + length + " and " + chunk);
    }
    List<Integer> sizes = new ArrayList<>();
    for (int from = 0; from < length; from += chunk) {
      sizes.add(Math.min(chunk, length - from));
    }
    return sizes;
  }
}
