package org.jukebox4j.sampling.window;

/**
 * One window of codes that a prior decodes at once. Source: Dhariwal et al. 2020, §4.4 (windowed
 * sampling): the codes that are already there are fed again, the rest is sampled.
 *
 * @param start position of its first code in the piece, in codes of the level
 * @param reused how many codes, counted from {@code start}, are already there
 * @param sampled how many codes are drawn after them
 */
public record Window(int start, int reused, int sampled) {
  /** Checks the ranges. */
  public Window {
    if (start < 0 || reused < 0 || sampled < 1) {
      throw new IllegalArgumentException(
          "a window must have start >= 0, reused >= 0 and sampled >= 1 codes, but was start "
              + start
              + ", reused "
              + reused
              + ", sampled "
              + sampled);
    }
  }

  /**
   * Returns where sampling begins.
   *
   * @return position in the piece of the first code to be drawn
   */
  public int firstSampled() {
    return start + reused;
  }

  /**
   * Returns where the window ends.
   *
   * @return position in the piece after its last code
   */
  public int end() {
    return start + reused + sampled;
  }
}
