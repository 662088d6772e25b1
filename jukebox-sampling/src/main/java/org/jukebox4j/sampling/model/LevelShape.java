package org.jukebox4j.sampling.model;

import java.util.Optional;
import org.jukebox4j.prior.LabelRules;

/**
 * The sizes of one level, known before its prior is loaded.
 *
 * @param contextLength codes of a window
 * @param samplesPerCode audio samples of a code
 * @param codesPerUpperCode codes below one code of the level above, or 0 at the top
 * @param codebookSize number of different codes
 * @param lyricsTokens characters of lyrics that a window sees, or 0
 * @param labelRules what labels must satisfy, or empty for a prior without labels
 */
public record LevelShape(
    int contextLength,
    int samplesPerCode,
    int codesPerUpperCode,
    int codebookSize,
    int lyricsTokens,
    Optional<LabelRules> labelRules) {
  /**
   * Returns the length of a window.
   *
   * @return audio samples of one context
   */
  public long contextSamples() {
    return (long) contextLength * samplesPerCode;
  }
}
