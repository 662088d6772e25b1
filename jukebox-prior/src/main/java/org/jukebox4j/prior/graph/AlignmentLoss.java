package org.jukebox4j.prior.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * How much the attention to lyrics misses of the characters that are sung, where a data set tells
 * when each word is: one head of every layer that attends to lyrics is drawn to them. The original
 * leaves the alignment to emerge; small models that see little music do not find it by themselves.
 * Source: supervised attention, Mi et al. 2016, guided attention, Tachibana et al. 2018.
 */
final class AlignmentLoss {
  private final int head;
  private final SDVariable first;
  private final SDVariable end;
  private final List<SDVariable> missed = new ArrayList<>();

  /**
   * Prepares the loss.
   *
   * @param head which head of the layers
   * @param first first sung character of every code, int, {@code [items, length]}
   * @param end the character after the last one; where both are the same, nothing is known
   */
  AlignmentLoss(int head, SDVariable first, SDVariable end) {
    this.head = head;
    this.first = first;
    this.end = end;
  }

  int head() {
    return head;
  }

  SDVariable first() {
    return first;
  }

  SDVariable end() {
    return end;
  }

  /** Adds what a layer misses, in bits, {@code [items, length]}. */
  void add(SDVariable bits) {
    missed.add(bits);
  }

  /**
   * The mean over the layers.
   *
   * @return bits of each code, {@code [items, length]}; null if no layer attends to lyrics
   */
  @Nullable SDVariable bits() {
    SDVariable sum = null;
    for (SDVariable each : missed) {
      sum = sum == null ? each : sum.add(each);
    }
    return sum == null ? null : sum.mul(1.0 / missed.size());
  }
}
