package org.jukebox4j.prior;

/**
 * Which rules turn names and lyrics into numbers. A prior keeps the version that it was trained
 * with; the numbers of one version mean nothing to a prior of the other.
 */
public enum LabelVocabularyVersion {
  /** 5b, 5b_lyrics and both upsamplers: normalised names, genres as a bag of words. */
  V2,
  /** 1b_lyrics: lower-cased names, one genre, no {@code +} among the characters. */
  V3
}
