package org.jukebox4j.core.residual;

/**
 * The numbers of a residual stack.
 *
 * @param width channels in and out
 * @param depth blocks
 * @param hiddenFactor channels inside a block are {@code (int) (hiddenFactor * width)}; 1 in all
 *     released models
 * @param dilations how the dilation grows
 * @param scale factor of a block's output
 */
public record ResidualStackConfig(
    int width, int depth, double hiddenFactor, DilationSchedule dilations, ResidualScale scale) {
  /** Checks the numbers. */
  public ResidualStackConfig {
    if (width < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "width and depth of a residual stack must be at least 1, but were %d and %d"
              .formatted(width, depth));
    }
    if (!((int) (hiddenFactor * width) >= 1)) {
      throw new IllegalArgumentException(
          "hidden factor must leave at least one of %d channels, but was %s"
              .formatted(width, hiddenFactor));
    }
  }

  /**
   * Returns the channels inside a block.
   *
   * @return the hidden width, rounded down as the original does
   */
  public int hiddenWidth() {
    return (int) (hiddenFactor * width);
  }

  /**
   * Returns the same stack with its dilations in another order.
   *
   * @param order which dilation comes first
   * @return the numbers
   */
  public ResidualStackConfig in(DilationOrder order) {
    return new ResidualStackConfig(width, depth, hiddenFactor, dilations.in(order), scale);
  }
}
