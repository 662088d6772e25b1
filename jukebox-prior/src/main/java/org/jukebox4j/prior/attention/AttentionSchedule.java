package org.jukebox4j.prior.attention;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which kind of attention each layer has. The number is the original's attention order; the
 * released models use 2 (5b, both upsamplers), 10 (5b_lyrics) and 12 (1b_lyrics).
 */
public enum AttentionSchedule {
  /** 0: dense in every layer. */
  DENSE("0"),
  /** 1: row, column. */
  ROW_COLUMN("12"),
  /** 2: row, column, previous row. */
  ROW_COLUMN_PREVIOUS("123"),
  /** 3: row, summary. */
  ROW_SUMMARY("14"),
  /** 4: row, summary spread. */
  ROW_SUMMARY_SPREAD("15"),
  /** 5: row, summary, row, row. */
  SUMMARY_EVERY_4("1411"),
  /** 6: row, column, previous row, lyrics. */
  LYRICS_EVERY_4("1236"),
  /** 7: five rounds of row, column, previous row, then lyrics. */
  LYRICS_EVERY_16("1231231231231236"),
  /** 8: three rounds of row, column, previous row, then lyrics. */
  LYRICS_EVERY_10("1231231236"),
  /** 9: row, column, previous row, dense. */
  DENSE_EVERY_4("1230"),
  /** 10: three rounds of row, column, previous row, then seven times the pattern of 8. */
  LYRICS_FROM_LAYER_18("123123123" + "1231231236".repeat(7)),
  /** 11: row, column, previous row, with every 16th layer replaced by lyrics. */
  LYRICS_IN_EVERY_16TH("6"),
  /** 12: row, column, previous row; every 16th replaced by prefix, prefix, dense in turn. */
  LYRICS_PREFIX_IN_EVERY_16TH("770");

  private static final int REPLACED_EVERY = 16;
  private final String pattern;

  AttentionSchedule(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Returns the schedule with this number.
   *
   * @param number the original's attention order, 0 to 12
   * @return the schedule
   */
  public static AttentionSchedule of(int number) {
    if (number < 0 || number >= values().length) {
      throw new IllegalArgumentException(
          "attention order must be between 0 and 12, but was " + number);
    }
    return values()[number];
  }

  /**
   * Returns the number of this schedule in the original.
   *
   * @return 0 to 12
   */
  public int number() {
    return ordinal();
  }

  /**
   * Returns the kind of one layer.
   *
   * @param layer number of the layer, from 0
   * @return its kind of attention
   */
  public AttentionKind kindOf(int layer) {
    boolean replaces = this == LYRICS_IN_EVERY_16TH || this == LYRICS_PREFIX_IN_EVERY_16TH;
    // The original counts the replaced layers, too: layer 16 after a replaced layer 15 is a column.
    String kinds =
        replaces && layer % REPLACED_EVERY != REPLACED_EVERY - 1
            ? ROW_COLUMN_PREVIOUS.pattern
            : pattern;
    return AttentionKind.of(kinds.charAt(layer % kinds.length()) - '0');
  }

  /**
   * Returns the kinds of all layers.
   *
   * @param depth number of layers
   * @return their kinds, from the first layer to the last
   */
  public List<AttentionKind> layers(int depth) {
    return IntStream.range(0, depth).mapToObj(this::kindOf).toList();
  }
}
