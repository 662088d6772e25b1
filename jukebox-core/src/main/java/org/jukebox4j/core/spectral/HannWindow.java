package org.jukebox4j.core.spectral;

/** The periodic Hann window, {@code w_n = 0.5 - 0.5 cos(2 pi n / length)}. */
public final class HannWindow {
  private HannWindow() {}

  /**
   * Computes the window.
   *
   * @param length number of samples, at least 1
   * @return {@code [length]}, 0 at the start; the sample after the last would be 0 again
   */
  public static float[] periodic(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1 sample, but was " + length);
    }
    float[] window = new float[length];
    for (int n = 0; n < length; n++) {
      window[n] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * n / length));
    }
    return window;
  }
}
