package org.jukebox4j.core.training;

/**
 * The factor that a loss in half precision is multiplied by, so that small gradients do not become
 * 0: it grows while steps go well and is halved when gradients overflow. This library trains in
 * float32, where the factor is 1 ({@link #fixed}); the rest is there for what the original does.
 */
public final class LossScaler {
  /** Where a growing scale begins. */
  public static final double START = 0x1p16;

  /** A growing scale grows no further. */
  public static final double MAXIMUM = 0x1p24;

  private final double growth;
  private final int window;
  private final boolean grows;
  private double scale;
  private int good;

  private LossScaler(double scale, double growth, int window, boolean grows) {
    this.scale = scale;
    this.growth = growth;
    this.window = window;
    this.grows = grows;
  }

  /**
   * A scale that never changes.
   *
   * @param scale the scale, above 0; 1 in float32
   * @return the scaler
   */
  public static LossScaler fixed(double scale) {
    if (!(scale > 0) || !Double.isFinite(scale)) {
      throw new IllegalArgumentException("the loss scale must be above 0, but was " + scale);
    }
    return new LossScaler(scale, 1, 1, false);
  }

  /**
   * A scale that begins at {@link #START}.
   *
   * @param growth its factor after good steps, at least 1
   * @param window how many good steps, without an overflow between them, it takes to grow once
   * @return the scaler
   */
  public static LossScaler growing(double growth, int window) {
    if (!(growth >= 1) || !Double.isFinite(growth)) {
      throw new IllegalArgumentException("growth must be at least 1, but was " + growth);
    }
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1 step, but was " + window);
    }
    return new LossScaler(START, growth, window, true);
  }

  /**
   * Returns the scale of the next step.
   *
   * @return what its loss is multiplied by
   */
  public double scale() {
    return scale;
  }

  /** Notes that a step had finite gradients. */
  public void succeeded() {
    good++;
    if (grows && good % window == 0) {
      scale = Math.min(scale * growth, MAXIMUM);
    }
  }

  /** Notes that a step had to be left out because its gradients overflowed. */
  public void overflowed() {
    good = 0;
    if (grows) {
      scale /= 2;
    }
  }
}
