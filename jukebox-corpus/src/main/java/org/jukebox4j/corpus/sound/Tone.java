package org.jukebox4j.corpus.sound;

/** How a tone is made, before its loudness changes in time. */
sealed interface Tone permits Waves, PluckedString, FrequencyModulation {
  /**
   * Computes the tone from its beginning.
   *
   * @param out replaced from 0 to {@code count}
   * @param count number of samples
   * @param hertz its pitch
   * @param seed of noise in it
   */
  void fill(float[] out, int count, double hertz, long seed);
}
