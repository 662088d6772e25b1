package org.jukebox4j.vqvae;

/** Receives samples in the order of time. */
@FunctionalInterface
public interface SampleSink {
  /**
   * Takes samples.
   *
   * @param samples holds them, nominally in [-1, 1] but not clipped; reused afterwards, so copy
   *     what is to be kept
   * @param offset index of the first one
   * @param count how many
   */
  void accept(float[] samples, int offset, int count);
}
