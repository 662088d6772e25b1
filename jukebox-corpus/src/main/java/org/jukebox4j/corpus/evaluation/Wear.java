package org.jukebox4j.corpus.evaluation;

import org.jukebox4j.core.random.SplitMix;
import org.jukebox4j.corpus.CorpusSong;

/**
 * Makes a recording worse in ways that a codec may: it loses the high part, all of it or some, and
 * becomes rough with noise that is loud where the music is loud, in time and in frequency. Each
 * worn copy is worn otherwise. Judges learn from worn songs too, so that they listen to what
 * survives; no codec takes part, so that none is preferred.
 *
 * @param roughness level of the noise against the music, as a ratio of amplitudes
 * @param roughHertz how far the noise reaches from the tone that it comes from
 * @param brightness what is left of what is above {@code shelfHertz}, as a ratio of amplitudes
 * @param shelfHertz where the loss begins
 * @param cutHertz where the recording ends
 */
record Wear(
    double roughness, double roughHertz, double brightness, double shelfHertz, double cutHertz) {
  private static final int POLES = 3;

  /** One of many, spread evenly over what the ear has as even. */
  static Wear of(long number) {
    return new Wear(
        between(0.1, 1, number, 0),
        between(100, 1000, number, 1),
        between(0.2, 1, number, 2),
        between(300, 3000, number, 3),
        between(2500, 10_000, number, 4));
  }

  private static double between(double low, double high, long number, int choice) {
    double uniform = (SplitMix.next(number, choice) >>> 11) * 0x1p-53;
    return low * StrictMath.pow(high / low, uniform);
  }

  /** A worn copy; the same seed gives the same noise. */
  float[] worn(float[] samples, long seed) {
    float[] worn = samples.clone();
    smooth(worn, shelfHertz);
    for (int i = 0; i < worn.length; i++) {
      worn[i] += (float) (brightness * (samples[i] - worn[i]));
    }
    for (int pole = 0; pole < POLES; pole++) {
      smooth(worn, cutHertz);
    }
    float[] noise = noise(samples.length, seed);
    for (int i = 0; i < worn.length; i++) {
      // Every tone becomes itself and a band of noise around it.
      worn[i] *= (float) (1 + roughness * noise[i]);
    }
    return worn;
  }

  /** Low noise of mean power one. */
  private float[] noise(int length, long seed) {
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (float) ((SplitMix.next(~seed, i) >> 11) * 0x1p-52);
    }
    smooth(noise, roughHertz);
    double power = 0;
    for (float value : noise) {
      power += (double) value * value / length;
    }
    float scale = (float) (1 / Math.sqrt(power));
    for (int i = 0; i < length; i++) {
      noise[i] *= scale;
    }
    return noise;
  }

  /** A low pass of one pole. */
  private static void smooth(float[] samples, double hertz) {
    double keep = StrictMath.exp(-2 * StrictMath.PI * hertz / CorpusSong.RATE.hertz());
    double last = 0;
    for (int i = 0; i < samples.length; i++) {
      last = keep * last + (1 - keep) * samples[i];
      samples[i] = (float) last;
    }
  }
}
