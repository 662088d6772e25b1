package org.jukebox4j.prior.autoregressive;

import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.TransformerConfig;

/**
 * An autoregressive model.
 *
 * @param vocabularySize number of different tokens
 * @param lengths of the sequence, a lyrics encoder and a lyrics prefix
 * @param transformer its sizes
 * @param start what stands at position 0, where there is no token before
 * @param output how states become logits
 */
public record AutoregressiveConfig(
    int vocabularySize,
    SequenceLengths lengths,
    TransformerConfig transformer,
    Start start,
    Output output) {
  /** What stands at position 0. */
  public enum Start {
    /** A learned vector. */
    TOKEN,
    /** A vector computed from labels. */
    LABELS
  }

  /** How states become logits. */
  public enum Output {
    /** The embedding serves as output matrix, and conditioning is added again before it. */
    TIED,
    /** A matrix of its own (the original's merged decoder). */
    SEPARATE,
    /** There are no logits: the states are used by another model. */
    NONE
  }

  /** Checks the ranges. */
  public AutoregressiveConfig {
    if (vocabularySize < 1) {
      throw new IllegalArgumentException(
          "vocabularySize must be at least 1, but was " + vocabularySize);
    }
  }
}
