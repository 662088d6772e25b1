package org.jukebox4j.prior;

import org.jspecify.annotations.Nullable;

/**
 * The labels that a prior is conditioned on.
 *
 * @param artists rows of the artist table
 * @param genres rows of the genre table
 * @param maxGenreWords genre slots of an item
 * @param vocabulary which rules turn names into numbers
 * @param timing the timing signal of a top prior; null for an upsampler, which has none
 */
public record LabelsConfig(
    int artists,
    int genres,
    int maxGenreWords,
    LabelVocabularyVersion vocabulary,
    @Nullable TimingRange timing) {
  /** Checks the ranges. */
  public LabelsConfig {
    if (artists < 1 || genres < 1 || maxGenreWords < 1) {
      throw new IllegalArgumentException(
          "artists, genres and maxGenreWords must be at least 1, but were "
              + artists
              + ", "
              + genres
              + " and "
              + maxGenreWords);
    }
  }

  /**
   * The timing signal: total length of the piece, absolute and relative position in it.
   *
   * @param bins how many bins each of the three is cut into
   * @param minDurationSeconds shortest whole piece, in seconds
   * @param maxDurationSeconds longest whole piece, in seconds; exclusive
   */
  public record TimingRange(int bins, double minDurationSeconds, double maxDurationSeconds) {}

  /**
   * Returns what labels must satisfy.
   *
   * @param sampleRate samples per second
   * @return the rules; an upsampler takes pieces of any length
   */
  public LabelRules rules(int sampleRate) {
    TimingRange range = timing;
    return new LabelRules(
        sampleRate,
        range == null ? 0 : range.minDurationSeconds(),
        range == null ? Double.POSITIVE_INFINITY : range.maxDurationSeconds(),
        vocabulary,
        maxGenreWords);
  }
}
