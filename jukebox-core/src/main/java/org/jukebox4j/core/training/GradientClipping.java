package org.jukebox4j.core.training;

/**
 * Shortens gradients whose global norm is above a limit. The gradients are not touched: the
 * optimiser divides them by the divisor that this gives, together with the scale of the loss.
 *
 * @param limit longest norm that is left as it is, above 0; infinite for no clipping
 */
public record GradientClipping(double limit) {
  /** Refuses a limit that is not positive. */
  public GradientClipping {
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          "the clipping limit must be above 0 (or infinite, for no clipping), but was " + limit);
    }
  }

  /**
   * No clipping.
   *
   * @return a limit that nothing exceeds
   */
  public static GradientClipping none() {
    return new GradientClipping(Double.POSITIVE_INFINITY);
  }

  /**
   * Computes the divisor, {@code max(1, norm / limit) lossScale}.
   *
   * @param norm global norm of the gradients of the loss itself
   * @param lossScale what the loss was multiplied by before it was differentiated; 1 in float32
   * @return what every gradient is to be divided by
   */
  public double divisor(double norm, double lossScale) {
    return Math.max(1, norm / limit) * lossScale;
  }
}
