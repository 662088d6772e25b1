package org.jukebox4j.prior;

import org.jukebox4j.core.hierarchy.Level;

/**
 * The codes that a prior models.
 *
 * @param level their level
 * @param contextLength codes in a window
 * @param samplesPerCode audio samples that a code covers
 * @param codebookSize number of different codes
 * @param sampleRate samples per second
 */
public record CodesConfig(
    Level level, int contextLength, int samplesPerCode, int codebookSize, int sampleRate) {
  /** Checks the ranges. */
  public CodesConfig {
    requirePositive("contextLength", contextLength);
    requirePositive("samplesPerCode", samplesPerCode);
    requirePositive("codebookSize", codebookSize);
    requirePositive("sampleRate", sampleRate);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
    }
  }
}
