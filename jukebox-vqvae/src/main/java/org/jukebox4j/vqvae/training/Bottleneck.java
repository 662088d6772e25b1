package org.jukebox4j.vqvae.training;

/** What is between an encoder and a decoder while they are trained. */
enum Bottleneck {
  /** The nearest codes, as in the paper. */
  QUANTISED,
  /**
   * Nothing: vectors pass as they are, without commitment. The original's {@code
   * use_bottleneck=False}; here also the first steps of a training, so that there is something to
   * choose the first codes from.
   */
  PASS_THROUGH
}
