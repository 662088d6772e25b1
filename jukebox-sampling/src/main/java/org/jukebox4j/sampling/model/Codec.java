package org.jukebox4j.sampling.model;

import org.jukebox4j.core.hierarchy.Level;

/** What sampling needs of the VQ-VAE. */
public interface Codec {
  /**
   * Encodes audio.
   *
   * @param samples mono samples at the rate of the model; as many as whole codes of the level
   * @param level the level
   * @return one code for every {@code samplesPerCode} samples
   */
  int[] encode(float[] samples, Level level);

  /**
   * Decodes codes of one level alone.
   *
   * @param codes codes of the level
   * @param level the level
   * @return {@code samplesPerCode} mono samples for every code
   */
  float[] decode(int[] codes, Level level);
}
