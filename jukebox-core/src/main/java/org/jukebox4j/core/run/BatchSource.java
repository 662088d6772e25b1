package org.jukebox4j.core.run;

/**
 * An endless sequence of batches, each a function of its position alone.
 *
 * @param <B> what a batch is
 */
@FunctionalInterface
public interface BatchSource<B> {
  /**
   * Makes a batch.
   *
   * @param position which one, from 0
   * @return the batch, the same each time
   */
  B batch(long position);
}
