package org.jukebox4j.sampling.token;

/**
 * Changes the logits of one item before a code is drawn. A removed entry becomes negative infinity.
 * At least one entry is always kept.
 */
public sealed interface LogitsFilter permits Temperature, TopK, TopP {
  /**
   * Filters in place.
   *
   * @param logits the first {@code size} entries are those of one item
   * @param size number of entries
   * @param scratch at least {@code size} entries that may be overwritten
   */
  void apply(float[] logits, int size, float[] scratch);
}
