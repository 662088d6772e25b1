package org.jukebox4j.prior.autoregressive;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.prior.transformer.StepDecoder;

/**
 * Decodes a batch of sequences token by token.
 *
 * <p>The input of position {@code t} is known as soon as token {@code t - 1} is. The last input is
 * computed when its logits are asked for, all earlier ones when tokens are appended.
 */
public final class AutoregressiveDecoder implements AutoCloseable {
  private final AutoregressiveModel model;
  private final InputConditioning conditioning;
  private final StepDecoder decoder;
  private final int[][] tokens;
  private final float[] logits;
  private float[] rows = new float[1];
  private int position;
  private boolean logitsAreCurrent;

  AutoregressiveDecoder(
      AutoregressiveModel model, InputConditioning conditioning, StepDecoder decoder) {
    int items = conditioning.items();
    this.model = model;
    this.conditioning = conditioning;
    this.decoder = decoder;
    this.tokens = new int[items][model.config().lengths().length()];
    this.logits = new float[items * model.config().vocabularySize()];
  }

  /**
   * Returns how many tokens each item has.
   *
   * @return number of tokens appended so far
   */
  public int position() {
    return position;
  }

  /**
   * Returns the number of logits of an item.
   *
   * @return number of different tokens
   */
  public int vocabularySize() {
    return model.config().vocabularySize();
  }

  /**
   * Appends known tokens.
   *
   * @param more for each item equally many tokens
   * @param chunk how many positions to compute at a time
   * @throws IllegalArgumentException if a token is out of range or the sequence would overflow
   */
  public void append(List<int[]> more, int chunk) {
    requireOneEach(more.size());
    if (chunk < 1) {
      throw new IllegalArgumentException("chunk must be at least 1, but was " + chunk);
    }
    int count = more.get(0).length;
    for (int[] ofItem : more) {
      if (ofItem.length != count) {
        throw new IllegalArgumentException(
            "tokens: every item needs equally many, but there were "
                + count
                + " and "
                + ofItem.length);
      }
      model.requireTokens(ofItem);
    }
    requireRoom(count);
    for (int item = 0; item < tokens.length; item++) {
      System.arraycopy(more.get(item), 0, tokens[item], position, count);
    }
    advance(position + count, chunk);
  }

  /**
   * Appends one token to each item.
   *
   * @param next one token for each item
   * @throws IllegalArgumentException if a token is out of range or the sequence is full
   */
  public void append(int[] next) {
    requireOneEach(next.length);
    model.requireTokens(next);
    requireRoom(1);
    for (int item = 0; item < tokens.length; item++) {
      tokens[item][position] = next[item];
    }
    advance(position + 1, 1);
  }

  private void advance(int to, int chunk) {
    if (to > position) {
      while (decoder.position() < to) {
        compute(Math.min(chunk, to - decoder.position()));
      }
      position = to;
      logitsAreCurrent = false;
    }
  }

  private void requireOneEach(int size) {
    if (size != tokens.length) {
      throw new IllegalArgumentException(
          "tokens: expected one entry for each of "
              + tokens.length
              + " items, but there were "
              + size);
    }
  }

  private void requireRoom(int count) {
    int left = tokens[0].length - position;
    if (count > left) {
      throw new IllegalArgumentException(
          "tokens: there is room for "
              + left
              + " more of "
              + tokens[0].length
              + ", but there were "
              + count);
    }
  }

  /** Computes the next inputs; the token before each of them is known. */
  private void compute(int count) {
    int width = model.width();
    int items = tokens.length;
    int first = decoder.position();
    if (rows.length < items * count * width) {
      rows = new float[items * count * width];
    }
    for (int item = 0; item < items; item++) {
      for (int i = 0; i < count; i++) {
        int t = first + i;
        int before = t == 0 ? 0 : tokens[item][t - 1];
        model.input(conditioning, item, t, before, rows, (item * count + i) * width);
      }
    }
    decoder.step(rows, count);
  }

  /**
   * Returns the logits of the next token.
   *
   * @return {@code [items, vocabularySize]}, the same array at every call; valid until tokens are
   *     appended
   * @throws IllegalStateException if the sequence is full
   */
  public float[] logits() {
    if (!logitsAreCurrent) {
      if (position == tokens[0].length) {
        throw new IllegalStateException(
            "the sequence of " + position + " tokens is full: no token comes next");
      }
      compute(1);
      for (int item = 0; item < tokens.length; item++) {
        model.addAfterwards(conditioning, item, position, rows, item * model.width());
      }
      decoder.project(model.output(), rows, logits);
      logitsAreCurrent = true;
    }
    return logits;
  }

  /**
   * Returns the tokens of one item.
   *
   * @param item number of the item
   * @return a copy of the tokens appended so far
   */
  public int[] tokens(int item) {
    return Arrays.copyOf(tokens[item], position);
  }

  /** Frees the caches. Closing twice is allowed. */
  @Override
  public void close() {
    decoder.close();
  }
}
