package org.jukebox4j.prior;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Decodes one window of a batch code by code, with cached keys and values. Codes that are already
 * known are appended in chunks, new ones one by one.
 *
 * <p>What one item gets never depends on the other items of the batch. Not safe for use by several
 * threads at once.
 */
public interface WindowDecoder extends AutoCloseable {
  /**
   * Returns the size of the batch.
   *
   * @return number of items
   */
  int items();

  /**
   * Returns how far the window is filled.
   *
   * @return number of codes appended so far
   */
  int position();

  /**
   * Returns the number of logits for one item.
   *
   * @return the codebook size; for a prior that shares one transformer with the lyrics, the size of
   *     the joint vocabulary
   */
  int vocabularySize();

  /**
   * Appends codes that are already known.
   *
   * @param codes for each item equally many codes, each in {@code [0, codebookSize)}
   * @param chunk how many positions to compute at a time, at least 1; it changes memory and speed,
   *     not the result beyond rounding
   * @throws IllegalArgumentException if a code is out of range or the window would overflow
   */
  void append(List<int[]> codes, int chunk);

  /**
   * Appends one code to every item.
   *
   * @param codes one code for each item
   * @throws IllegalArgumentException if a code is out of range or the window is full
   */
  void append(int[] codes);

  /**
   * Appends what was just drawn from the logits to every item. A lyrics token of a joint vocabulary
   * stands for code 0 in the result, but the rest of this window is computed with the token itself,
   * as in the original.
   *
   * @param tokens one index into the logits for each item
   * @throws IllegalArgumentException if a token is out of range or the window is full
   */
  default void appendDrawn(int[] tokens) {
    append(IntStream.of(tokens).map(this::codeOf).toArray());
  }

  /**
   * Returns the unnormalised log-probabilities of the code at {@link #position()}.
   *
   * @return {@code [items, vocabularySize]}, the same array at every call; valid until codes are
   *     appended
   * @throws IllegalStateException if the window is full
   */
  float[] logits();

  /**
   * Turns an index of the logits into a code.
   *
   * @param token index into one item's logits
   * @return the code; a lyrics token of a joint vocabulary becomes code 0, as in the original
   */
  int codeOf(int token);

  /** Frees the caches. Closing twice is allowed. */
  @Override
  void close();
}
