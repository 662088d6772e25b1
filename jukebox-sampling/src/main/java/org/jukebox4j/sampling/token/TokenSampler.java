package org.jukebox4j.sampling.token;

/**
 * Chooses one entry of the logits. It owns its working memory: one sampler for one thread.
 *
 * <p>The choice may depend only on the arguments, never on what was chosen before, so that a run
 * can be interrupted, resumed and split into batches without changing its codes.
 */
@FunctionalInterface
public interface TokenSampler {
  /**
   * Chooses an entry.
   *
   * @param logits logits of a batch, {@code [items, size]}; not changed
   * @param from index of the first logit of this item
   * @param size number of logits of this item
   * @param item number of the sample in the run, whatever batch it is in
   * @param position position of the code in the piece, in codes of its level
   * @return index in {@code [0, size)}
   */
  int choose(float[] logits, int from, int size, int item, long position);
}
