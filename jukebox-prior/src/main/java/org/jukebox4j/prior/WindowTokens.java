package org.jukebox4j.prior;

import java.util.List;
import java.util.stream.IntStream;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;

/** The tokens of a window: its codes, and its lyrics where they stand before them. */
public final class WindowTokens {
  private final PriorConfig config;

  /**
   * Tokens as one prior wants them.
   *
   * @param config its sizes
   */
  public WindowTokens(PriorConfig config) {
    this.config = config;
  }

  /**
   * Returns the number of lyrics tokens that stand before the codes in the same sequence.
   *
   * @return the number, 0 unless lyrics and codes share a transformer
   */
  public int lyricsBefore() {
    return config.sequenceLength() - config.codes().contextLength();
  }

  /** What is added to a code to get its token. */
  int firstCodeToken() {
    return config.lyrics() instanceof LyricsArchitecture.SharedTransformer shared
        ? shared.vocabularySize()
        : 0;
  }

  int contextLength() {
    return config.codes().contextLength();
  }

  int[] tokensOf(int[] codes) {
    int codebookSize = config.codes().codebookSize();
    for (int code : codes) {
      if (code < 0 || code >= codebookSize) {
        throw new IllegalArgumentException(
            "codes must be between 0 and "
                + (codebookSize - 1)
                + " for this prior, but there was "
                + code);
      }
    }
    int first = firstCodeToken();
    return IntStream.of(codes).map(code -> code + first).toArray();
  }

  List<int[]> lyricsOf(WindowConditioning conditioning) {
    return conditioning.labels().stream().map(this::lyricsOf).toList();
  }

  /**
   * Returns the lyrics tokens of one window.
   *
   * @param labels of the window
   * @return its tokens
   * @throws IllegalArgumentException if their number is wrong or one is out of range
   */
  public int[] lyricsOf(LabelVector labels) {
    int[] tokens = labels.lyrics();
    if (tokens.length != config.lyrics().tokens()) {
      throw new IllegalArgumentException(
          "lyrics must be "
              + config.lyrics().tokens()
              + " tokens for this prior, but were "
              + tokens.length);
    }
    int vocabularySize = vocabularySizeOfLyrics();
    if (vocabularySize > 0) {
      for (int token : tokens) {
        if (token < 0 || token >= vocabularySize) {
          throw new IllegalArgumentException(
              "lyrics tokens must be between 0 and "
                  + (vocabularySize - 1)
                  + " for this prior, but there was "
                  + token);
        }
      }
    }
    return tokens;
  }

  /**
   * Returns the whole sequence of one item: lyrics, where they stand before the codes, then codes.
   *
   * @param one what the window is conditioned on, a batch of one
   * @param codes codes of the whole window
   * @return {@code [sequenceLength]}
   * @throws IllegalArgumentException if a number is wrong or out of range
   */
  public int[] sequence(WindowConditioning one, int[] codes) {
    if (codes.length != contextLength()) {
      throw new IllegalArgumentException(
          "codes: a whole window of "
              + contextLength()
              + " is needed, but there were "
              + codes.length);
    }
    int[] music = tokensOf(codes);
    return lyricsBefore() == 0
        ? music
        : IntStream.concat(IntStream.of(lyricsOf(one).get(0)), IntStream.of(music)).toArray();
  }

  private int vocabularySizeOfLyrics() {
    LyricsArchitecture lyrics = config.lyrics();
    if (lyrics instanceof LyricsArchitecture.SharedTransformer shared) {
      return shared.vocabularySize();
    }
    return lyrics instanceof LyricsArchitecture.SeparateEncoder separate
        ? separate.vocabularySize()
        : 0;
  }

  /**
   * Checks that there are labels and codes of the level above where the prior wants them, and only
   * there.
   *
   * @param conditioning what windows are conditioned on
   * @throws IllegalArgumentException naming what is missing or too much
   */
  public void requireFits(WindowConditioning conditioning) {
    int items = conditioning.items();
    UpperLevelConditionerConfig upsampling = config.upsampling();
    require("labels", config.labels() != null, conditioning.labels().size(), items);
    require("upperCodes", upsampling != null, conditioning.upperCodes().size(), items);
    for (int[] codes : conditioning.upperCodes()) {
      int expected = upsampling == null ? 0 : contextLength() / upsampling.codesPerUpperCode();
      if (codes.length != expected) {
        throw new IllegalArgumentException(
            "upperCodes: a window needs "
                + expected
                + " codes of the level above, but there were "
                + codes.length);
      }
    }
  }

  private static void require(String name, boolean wanted, int given, int items) {
    if (given != (wanted ? items : 0)) {
      throw new IllegalArgumentException(
          wanted
              ? name + ": this prior needs one entry for each of " + items + " items, but got none"
              : name + ": this prior has none, but " + given + " were given");
    }
  }
}
