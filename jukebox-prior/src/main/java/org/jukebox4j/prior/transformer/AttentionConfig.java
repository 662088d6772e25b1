package org.jukebox4j.prior.transformer;

import org.jukebox4j.prior.attention.AttentionSchedule;

/**
 * The attention of a transformer.
 *
 * @param heads number of heads
 * @param share width of queries, keys and values as a share of the width; 0.25 in all released
 *     priors
 * @param schedule kind of attention of each layer
 * @param blocks number of rows that the sequence is cut into; 1 where no layer needs rows
 * @param spread how many last positions of a row summarise it; 0 where no layer needs it
 */
public record AttentionConfig(
    int heads, double share, AttentionSchedule schedule, int blocks, int spread) {
  /** Checks the ranges. */
  public AttentionConfig {
    if (heads < 1) {
      throw new IllegalArgumentException("heads must be at least 1, but was " + heads);
    }
    if (!(share > 0)) {
      throw new IllegalArgumentException("share must be above 0, but was " + share);
    }
    if (blocks < 1) {
      throw new IllegalArgumentException("blocks must be at least 1, but was " + blocks);
    }
    if (spread < 0) {
      throw new IllegalArgumentException("spread must not be negative, but was " + spread);
    }
  }

  /**
   * The attention of the released priors: a quarter of the width, no summaries.
   *
   * @param heads number of heads
   * @param schedule kind of attention of each layer
   * @param blocks number of rows
   * @return the configuration
   */
  public static AttentionConfig of(int heads, AttentionSchedule schedule, int blocks) {
    return new AttentionConfig(heads, 0.25, schedule, blocks, 0);
  }
}
