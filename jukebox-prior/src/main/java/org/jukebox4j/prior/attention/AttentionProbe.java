package org.jukebox4j.prior.attention;

/** Receives attention weights as they are computed, for aligning lyrics with music. */
@FunctionalInterface
public interface AttentionProbe {
  /**
   * Receives the weights of one query.
   *
   * @param query whose weights these are
   * @param weights holds them; valid only during the call
   * @param from index of the weight of the first real key of {@link FactoredAttention#keysSeenBy}
   * @param count number of real keys
   */
  void record(Query query, float[] weights, int from, int count);

  /**
   * A query.
   *
   * @param item number of the item in the batch
   * @param head number of the attention head
   * @param position position in the sequence
   */
  record Query(int item, int head, int position) {}
}
