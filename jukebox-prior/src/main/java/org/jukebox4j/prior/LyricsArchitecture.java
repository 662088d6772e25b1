package org.jukebox4j.prior;

import org.jukebox4j.prior.transformer.TransformerConfig;

/** How a prior reads lyrics. Source: Dhariwal et al. 2020, §4.3. */
public sealed interface LyricsArchitecture {
  /** It does not. */
  record None() implements LyricsArchitecture {}

  /**
   * A transformer of its own encodes the lyrics; some layers of the prior attend to its states.
   *
   * @param tokens lyrics tokens of a window
   * @param vocabularySize number of different tokens
   * @param transformer sizes of the encoder
   * @param lossShare share of the lyrics in the training loss
   */
  record SeparateEncoder(
      int tokens, int vocabularySize, TransformerConfig transformer, double lossShare)
      implements LyricsArchitecture {
    /** Checks the ranges. */
    public SeparateEncoder {
      require(tokens, vocabularySize, lossShare);
    }
  }

  /**
   * The lyrics stand before the codes in one sequence, with one joint vocabulary: first the lyrics
   * tokens, then the codes.
   *
   * @param tokens lyrics tokens of a window
   * @param vocabularySize number of different lyrics tokens
   * @param lossShare share of the lyrics in the training loss
   */
  record SharedTransformer(int tokens, int vocabularySize, double lossShare)
      implements LyricsArchitecture {
    /** Checks the ranges. */
    public SharedTransformer {
      require(tokens, vocabularySize, lossShare);
    }
  }

  /**
   * Returns the number of lyrics tokens of a window.
   *
   * @return the number, 0 without lyrics
   */
  default int tokens() {
    return 0;
  }

  /**
   * Returns how much the lyrics count in the training loss.
   *
   * @return their share, 0 without lyrics
   */
  default double lossShare() {
    return 0;
  }

  private static void require(int tokens, int vocabularySize, double lossShare) {
    if (tokens < 2 || tokens % 2 != 0) {
      throw new IllegalArgumentException(
          "lyrics tokens must be an even number of at least 2, but was " + tokens);
    }
    if (vocabularySize < 1) {
      throw new IllegalArgumentException(
          "vocabularySize must be at least 1, but was " + vocabularySize);
    }
    if (!(lossShare >= 0)) {
      throw new IllegalArgumentException("lossShare must not be negative, but was " + lossShare);
    }
  }
}
