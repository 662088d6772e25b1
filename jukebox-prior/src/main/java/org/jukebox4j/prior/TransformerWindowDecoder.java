package org.jukebox4j.prior;

import java.util.List;
import org.jukebox4j.prior.autoregressive.AutoregressiveDecoder;

/** A window of a {@link TransformerPrior}: codes on the outside, tokens on the inside. */
final class TransformerWindowDecoder implements WindowDecoder {
  private final AutoregressiveDecoder decoder;
  private final WindowInputs inputs;
  private final int items;
  private final int vocabularySize;

  TransformerWindowDecoder(AutoregressiveDecoder decoder, WindowInputs inputs, int items) {
    this.decoder = decoder;
    this.inputs = inputs;
    this.items = items;
    this.vocabularySize = decoder.vocabularySize();
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public int position() {
    return decoder.position() - inputs.tokens().lyricsBefore();
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public void append(List<int[]> codes, int chunk) {
    decoder.append(codes.stream().map(inputs.tokens()::tokensOf).toList(), chunk);
  }

  @Override
  public void append(int[] codes) {
    decoder.append(inputs.tokens().tokensOf(codes));
  }

  @Override
  public void appendDrawn(int[] tokens) {
    decoder.append(tokens);
  }

  @Override
  public float[] logits() {
    return decoder.logits();
  }

  @Override
  public int codeOf(int token) {
    if (token < 0 || token >= vocabularySize) {
      throw new IllegalArgumentException(
          "token must be between 0 and " + (vocabularySize - 1) + ", but was " + token);
    }
    return Math.max(0, token - inputs.tokens().firstCodeToken());
  }

  @Override
  public void close() {
    decoder.close();
  }
}
