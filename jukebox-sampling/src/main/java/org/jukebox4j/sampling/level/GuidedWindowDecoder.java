package org.jukebox4j.sampling.level;

import java.util.List;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.WindowDecoder;

/**
 * Decodes a window twice, told its labels and not told artist, genre and lyrics, and exaggerates
 * the difference: {@code logits = c + guidance (c - u)}. Timing and the codes above are told to
 * both. Source: classifier-free guidance, Ho and Salimans 2022; not in the original.
 */
final class GuidedWindowDecoder implements WindowDecoder {
  private final WindowDecoder told;
  private final WindowDecoder notTold;
  private final float guidance;
  private final float[] logits;

  private GuidedWindowDecoder(WindowDecoder told, WindowDecoder notTold, double guidance) {
    this.told = told;
    this.notTold = notTold;
    this.guidance = (float) guidance;
    this.logits = new float[told.items() * told.vocabularySize()];
  }

  /** Opens both decoders. */
  static WindowDecoder open(Prior prior, WindowConditioning conditioning, double guidance) {
    WindowDecoder told = prior.open(conditioning);
    try {
      return new GuidedWindowDecoder(told, prior.open(withoutLabels(conditioning)), guidance);
    } catch (RuntimeException | Error failure) {
      told.close();
      throw failure;
    }
  }

  private static WindowConditioning withoutLabels(WindowConditioning conditioning) {
    List<LabelVector> hidden =
        conditioning.labels().stream().map(labels -> labels.hiding(true, true, true)).toList();
    return new WindowConditioning(conditioning.items(), conditioning.upperCodes(), hidden);
  }

  @Override
  public int items() {
    return told.items();
  }

  @Override
  public int position() {
    return told.position();
  }

  @Override
  public int vocabularySize() {
    return told.vocabularySize();
  }

  @Override
  public void append(List<int[]> codes, int chunk) {
    told.append(codes, chunk);
    notTold.append(codes, chunk);
  }

  @Override
  public void append(int[] codes) {
    told.append(codes);
    notTold.append(codes);
  }

  @Override
  public void appendDrawn(int[] tokens) {
    told.appendDrawn(tokens);
    notTold.appendDrawn(tokens);
  }

  @Override
  public float[] logits() {
    float[] with = told.logits();
    float[] without = notTold.logits();
    for (int i = 0; i < logits.length; i++) {
      logits[i] = with[i] + guidance * (with[i] - without[i]);
    }
    return logits;
  }

  @Override
  public int codeOf(int token) {
    return told.codeOf(token);
  }

  @Override
  public void close() {
    try (WindowDecoder first = told;
        WindowDecoder second = notTold) {
      // both, whatever happens
    }
  }
}
