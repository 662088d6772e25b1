package org.jukebox4j.core.hierarchy;

import java.util.Locale;

/**
 * One level of the hierarchy of codes. Source: Dhariwal et al. 2020, §3.2: the bottom level has the
 * finest codes, the top level the coarsest. A codec with two levels has a bottom and a middle one.
 */
public enum Level {
  /** Finest codes; 8 samples per code in the released codec. */
  BOTTOM,
  /** 32 samples per code in the released codec. */
  MIDDLE,
  /** Coarsest codes; 128 samples per code in the released codec. */
  TOP;

  /**
   * Returns the level with this number.
   *
   * @param index 0 for the bottom, 1 for the middle, 2 for the top
   * @return the level
   */
  public static Level of(int index) {
    if (index < 0 || index > 2) {
      throw new IllegalArgumentException(
          "level must be 0 (bottom), 1 (middle) or 2 (top), but was " + index);
    }
    return values()[index];
  }

  /**
   * Returns the number of this level in checkpoints.
   *
   * @return 0 for the bottom, 1 for the middle, 2 for the top
   */
  public int index() {
    return ordinal();
  }

  /**
   * Returns the name as it is written in messages and files.
   *
   * @return {@code "bottom"}, {@code "middle"} or {@code "top"}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
