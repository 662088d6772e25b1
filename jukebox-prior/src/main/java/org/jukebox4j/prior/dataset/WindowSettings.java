package org.jukebox4j.prior.dataset;

import org.jspecify.annotations.Nullable;

/**
 * Where windows begin and what of them a prior is not told. The original lets them begin anywhere
 * and tells everything.
 *
 * @param stride codes between the places where windows may begin; the window that ends with a song
 *     may begin anywhere; 1 for all
 * @param labelDropout of how many windows artist, genre and lyrics are hidden, each for itself,
 *     from 0 to below 1
 * @param codeDropout of how many codes of a window, at most, others are heard, from 0 to below 1
 * @param upperCodeDropout the same of the codes of the level above; null for none, as in settings
 *     from before there was any
 */
public record WindowSettings(
    int stride, double labelDropout, double codeDropout, @Nullable Double upperCodeDropout) {
  /** Begins anywhere and tells everything, as the original does. */
  public static final WindowSettings ORIGINAL = new WindowSettings(1, 0, 0, null);

  /** Checks the ranges. */
  public WindowSettings {
    if (stride < 1) {
      throw new IllegalArgumentException("stride must be at least 1 code, but was " + stride);
    }
    requireShare("labelDropout", labelDropout);
    requireShare("codeDropout", codeDropout);
    if (upperCodeDropout != null) {
      requireShare("upperCodeDropout", upperCodeDropout);
    }
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          name + " must be at least 0 and below 1, but was " + share);
    }
  }

  /**
   * Tells everything, but lets windows begin only every so many codes.
   *
   * @param codes the stride
   * @return the settings
   */
  public static WindowSettings every(int codes) {
    return new WindowSettings(codes, 0, 0, null);
  }
}
