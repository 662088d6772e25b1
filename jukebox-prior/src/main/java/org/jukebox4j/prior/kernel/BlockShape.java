package org.jukebox4j.prior.kernel;

import org.jukebox4j.prior.attention.FactoredAttention;

/**
 * What a residual attention block computes.
 *
 * @param kind which keys are seen
 * @param length positions of a sequence
 * @param heads number of attention heads
 * @param scale how much of attention and feed-forward is added to the input
 * @param guidedHead the head whose attention to an encoder is measured; {@link #NOT_GUIDED} for
 *     none
 */
public record BlockShape(
    FactoredAttention kind, int length, int heads, float scale, int guidedHead) {
  /** The head of a block without a guide. */
  public static final int NOT_GUIDED = -1;

  /** Checks that the head exists and attends to an encoder. */
  public BlockShape {
    boolean possible = kind.attendsToEncoder() && guidedHead >= 0 && guidedHead < heads;
    if (guidedHead != NOT_GUIDED && !possible) {
      throw new IllegalArgumentException(
          "guidedHead must be one of the %d heads of a layer that attends to lyrics, but was %d of %s"
              .formatted(heads, guidedHead, kind));
    }
  }

  boolean isGuided() {
    return guidedHead != NOT_GUIDED;
  }
}
