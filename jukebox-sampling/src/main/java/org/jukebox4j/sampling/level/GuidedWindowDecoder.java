package org.jukebox4j.sampling.level;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.WindowDecoder;

/**
 * Decodes a window twice, told its labels and not told artist, genre and lyrics, and exaggerates
 * the difference: {@code logits = c + guidance (c - u)}. Timing and the codes above are told to
 * both. Source: classifier-free guidance, Ho and Salimans 2022; not in the original.
 *
 * <p>Both are items of one batch, first those that are told, then those that are not, so that the
 * weights are read once for both.
 */
final class GuidedWindowDecoder implements WindowDecoder {
  private final WindowDecoder both;
  private final float guidance;
  private final float[] logits;

  private GuidedWindowDecoder(WindowDecoder both, double guidance) {
    this.both = both;
    this.guidance = (float) guidance;
    this.logits = new float[both.items() / 2 * both.vocabularySize()];
  }

  /** Opens a decoder of twice the items. */
  static WindowDecoder open(Prior prior, WindowConditioning conditioning, double guidance) {
    List<LabelVector> labels = new ArrayList<>(conditioning.labels());
    conditioning.labels().forEach(told -> labels.add(told.hiding(true, true, true)));
    WindowConditioning both =
        new WindowConditioning(2 * conditioning.items(), twice(conditioning.upperCodes()), labels);
    return new GuidedWindowDecoder(prior.open(both), guidance);
  }

  private static List<int[]> twice(List<int[]> ofItems) {
    List<int[]> all = new ArrayList<>(ofItems);
    all.addAll(ofItems);
    return all;
  }

  private static int[] twice(int[] ofItems) {
    int[] all = Arrays.copyOf(ofItems, 2 * ofItems.length);
    System.arraycopy(ofItems, 0, all, ofItems.length, ofItems.length);
    return all;
  }

  @Override
  public int items() {
    return both.items() / 2;
  }

  @Override
  public int position() {
    return both.position();
  }

  @Override
  public int vocabularySize() {
    return both.vocabularySize();
  }

  @Override
  public void append(List<int[]> codes, int chunk) {
    both.append(twice(codes), chunk);
  }

  @Override
  public void append(int[] codes) {
    both.append(twice(codes));
  }

  @Override
  public void appendDrawn(int[] tokens) {
    both.appendDrawn(twice(tokens));
  }

  @Override
  public float[] logits() {
    float[] all = both.logits();
    for (int i = 0; i < logits.length; i++) {
      float told = all[i];
      float notTold = all[logits.length + i];
      logits[i] = told + guidance * (told - notTold);
    }
    return logits;
  }

  @Override
  public int codeOf(int token) {
    return both.codeOf(token);
  }

  @Override
  public void close() {
    both.close();
  }
}
