package org.jukebox4j.vqvae;

import java.util.Random;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.residual.DilationOrder;

/** Codecs with random weights, small enough for a unit test. */
final class TinyCodecs {
  private TinyCodecs() {}

  static VqVaeConfig config() {
    return VqVaeConfig.builder()
        .levels(new int[] {2, 1, 1}, new int[] {2, 2, 4}, new int[] {2, 1, 1})
        .codebook(32, 8)
        .residual(6, 3, 1)
        .dilations(3, 0, DilationOrder.SHRINKING)
        .build();
  }

  static VqVae codec() {
    return VqVae.load(config(), new RandomParameters(11));
  }

  static float[] audio(int length, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (0.5 * Math.sin(0.05 * i) + 0.2 * random.nextGaussian());
    }
    return samples;
  }
}
