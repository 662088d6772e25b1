package org.jukebox4j.prior.graph;

import org.jukebox4j.prior.attention.FactoredAttention;
import org.jukebox4j.prior.kernel.BlockShape;

/**
 * The sizes of an attention layer.
 *
 * @param kind which keys are seen
 * @param length positions of a sequence
 * @param width width of a row
 * @param state width of queries, keys and values, all heads together
 * @param heads number of heads
 */
public record AttentionShape(FactoredAttention kind, int length, int width, int state, int heads) {
  /** Checks that the heads share the state evenly. */
  public AttentionShape {
    if (heads < 1 || state % heads != 0) {
      throw new IllegalArgumentException(
          "heads must divide the width of the attention, " + state + ", but was " + heads);
    }
  }

  BlockShape guided(float scale, int head) {
    return new BlockShape(kind, length, heads, scale, head);
  }

  BlockShape block(float scale) {
    return new BlockShape(kind, length, heads, scale, BlockShape.NOT_GUIDED);
  }
}
