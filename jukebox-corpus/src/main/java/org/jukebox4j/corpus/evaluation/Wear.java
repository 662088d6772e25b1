package org.jukebox4j.corpus.evaluation;

import org.jukebox4j.core.random.SplitMix;
import org.jukebox4j.corpus.CorpusSong;

/**
 * Makes a recording worse, as a coarse codec does: with noise, duller, or both. Judges learn from
 * worn songs too, so that they listen to what survives.
 */
enum Wear {
  /** White noise, 20 dB below the music. */
  NOISY(true, false),
  /** Little above 3 kHz. */
  DULL(false, true),
  /** Both. */
  NOISY_AND_DULL(true, true);

  private static final double NOISE = 0.1;
  private static final double CUT_HERTZ = 3000;
  private static final int POLES = 3;

  private final boolean noisy;
  private final boolean dull;

  Wear(boolean noisy, boolean dull) {
    this.noisy = noisy;
    this.dull = dull;
  }

  /** One of them, in turn. */
  static Wear of(long number) {
    return values()[(int) (number % values().length)];
  }

  /** A worn copy; the same seed gives the same noise. */
  float[] worn(float[] samples, long seed) {
    float[] worn = samples.clone();
    if (dull) {
      for (int pole = 0; pole < POLES; pole++) {
        smooth(worn);
      }
    }
    if (noisy) {
      addNoise(worn, seed);
    }
    return worn;
  }

  private static void smooth(float[] samples) {
    double keep = StrictMath.exp(-2 * StrictMath.PI * CUT_HERTZ / CorpusSong.RATE.hertz());
    double last = 0;
    for (int i = 0; i < samples.length; i++) {
      last = keep * last + (1 - keep) * samples[i];
      samples[i] = (float) last;
    }
  }

  private static void addNoise(float[] samples, long seed) {
    double power = 0;
    for (float sample : samples) {
      power += (double) sample * sample / samples.length;
    }
    // Uniform noise has a third of the power of its peak.
    double peak = NOISE * Math.sqrt(3 * power);
    for (int i = 0; i < samples.length; i++) {
      samples[i] += (float) (peak * (SplitMix.next(seed, i) >> 11) * 0x1p-52);
    }
  }
}
