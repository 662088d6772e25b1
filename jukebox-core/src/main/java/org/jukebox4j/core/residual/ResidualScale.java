package org.jukebox4j.core.residual;

/** The factor of a block's own output before it is added to the block's input. */
public enum ResidualScale {
  /** The output is added as it is. */
  ONE,
  /** {@code 1 / sqrt(depth)}, so that the variance does not grow with the depth. */
  INVERSE_ROOT_DEPTH;

  /**
   * Returns the factor.
   *
   * @param depth blocks in the stack
   * @return what a block's own output is multiplied by
   */
  public float factor(int depth) {
    return this == ONE ? 1f : (float) (1 / Math.sqrt(depth));
  }
}
