package org.jukebox4j.prior;

/**
 * What the labels of a prior must satisfy.
 *
 * @param sampleRate samples per second of the audio that the prior was trained on
 * @param minDurationSeconds shortest whole piece, in seconds
 * @param maxDurationSeconds longest whole piece, in seconds; exclusive
 * @param vocabulary which rules turn names into numbers
 * @param maxGenreWords number of genre slots
 */
public record LabelRules(
    int sampleRate,
    double minDurationSeconds,
    double maxDurationSeconds,
    LabelVocabularyVersion vocabulary,
    int maxGenreWords) {
  /** Checks the ranges. */
  public LabelRules {
    if (sampleRate < 1) {
      throw new IllegalArgumentException("sampleRate must be at least 1 Hz, but was " + sampleRate);
    }
    if (!(minDurationSeconds >= 0 && maxDurationSeconds > minDurationSeconds)) {
      throw new IllegalArgumentException(
          "minDurationSeconds and maxDurationSeconds must satisfy 0 <= min < max, but were "
              + minDurationSeconds
              + " s and "
              + maxDurationSeconds
              + " s");
    }
    if (maxGenreWords < 1) {
      throw new IllegalArgumentException(
          "maxGenreWords must be at least 1, but was " + maxGenreWords);
    }
  }
}
