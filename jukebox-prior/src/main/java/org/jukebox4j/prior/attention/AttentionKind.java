package org.jukebox4j.prior.attention;

/** The kinds of attention that a schedule gives out. The number is the original's. */
public enum AttentionKind {
  /** 0: all earlier positions. */
  DENSE,
  /** 1: earlier positions of the own row. */
  ROW,
  /** 2: the same column in earlier rows. */
  COLUMN,
  /** 3: the whole previous row. */
  PREVIOUS_ROW,
  /** 4: the last position of each earlier row. */
  SUMMARY,
  /** 5: the last few positions of each earlier row. */
  SUMMARY_SPREAD,
  /** 6: the states of a lyrics encoder. */
  LYRICS,
  /** 7: the lyrics at the start of the own sequence. */
  LYRICS_PREFIX;

  /**
   * Returns the kind with this number.
   *
   * @param number 0 to 7
   * @return the kind
   */
  public static AttentionKind of(int number) {
    if (number < 0 || number >= values().length) {
      throw new IllegalArgumentException(
          "attention kind must be between 0 and 7, but was " + number);
    }
    return values()[number];
  }

  /**
   * Returns the number of this kind in the original.
   *
   * @return 0 to 7
   */
  public int number() {
    return ordinal();
  }

  /**
   * Tells whether this kind needs the sequence to be cut into rows.
   *
   * @return true for row, column, previous row and both summaries
   */
  public boolean needsBlocks() {
    return this != DENSE && this != LYRICS && this != LYRICS_PREFIX;
  }

  /**
   * Makes the attention for sequences of a certain geometry.
   *
   * @param geometry lengths and blocks
   * @return the attention
   */
  public FactoredAttention over(AttentionGeometry geometry) {
    return switch (this) {
      case DENSE -> new DenseAttention(geometry.length());
      case ROW -> new RowAttention(geometry.grid());
      case COLUMN -> new ColumnAttention(geometry.grid());
      case PREVIOUS_ROW -> new PreviousRowAttention(geometry.grid());
      case SUMMARY -> new SummaryAttention(geometry.grid());
      case SUMMARY_SPREAD -> new SummarySpreadAttention(geometry.grid(), geometry.spread());
      case LYRICS -> new LyricsAttention(geometry.encoderLength());
      case LYRICS_PREFIX ->
          LyricsPrefixAttention.over(geometry.length(), geometry.prefixLength(), geometry.blocks());
    };
  }
}
