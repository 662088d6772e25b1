package org.jukebox4j.vqvae;

/** Receives codes in the order of time. */
@FunctionalInterface
public interface CodeSink {
  /**
   * Takes codes.
   *
   * @param codes holds them; reused afterwards, so copy what is to be kept
   * @param offset index of the first one
   * @param count how many
   */
  void accept(int[] codes, int offset, int count);
}
