package org.jukebox4j.core.kernel;

import org.jukebox4j.core.vector.Exponential;
import org.jukebox4j.core.vector.Exponentials;

/**
 * Softmax over a row of attention logits, some of whose slots may hold a key of zeros: such a slot
 * has logit 0 and takes its share of the weight.
 */
public final class Softmax {
  private static final Exponentials LOOPS = Exponentials.fastest();

  private Softmax() {}

  /**
   * Turns logits into weights in place.
   *
   * @param row holds the logits of real keys
   * @param from index of the first logit
   * @param count number of logits
   * @param zeroKeys number of keys of zeros beside them, with logit 0 each
   * @return the weight of one key of zeros; 0 if there is none
   */
  public static float apply(float[] row, int from, int count, int zeroKeys) {
    float max = LOOPS.maximum(row, from, from + count);
    if (zeroKeys > 0) {
      max = Math.max(max, 0f);
    }
    float ofZero = zeroKeys > 0 ? Exponential.of(-max) : 0f;
    float total = (float) (zeroKeys * ofZero + LOOPS.exponentiate(row, from, from + count, max));
    float scale = 1f / total;
    for (int i = from; i < from + count; i++) {
      row[i] *= scale;
    }
    return ofZero * scale;
  }

  /**
   * Turns the logits of a distribution into probabilities in place.
   *
   * @param row holds the logits from index 0 on
   * @param count number of logits
   * @return the logarithm of the sum of their exponentials, summed in double
   */
  public static double normalise(float[] row, int count) {
    float max = LOOPS.maximum(row, 0, count);
    double total = LOOPS.exponentiate(row, 0, count, max);
    float scale = (float) (1 / total);
    for (int i = 0; i < count; i++) {
      row[i] *= scale;
    }
    return max + Math.log(total);
  }
}
