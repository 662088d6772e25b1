package org.jukebox4j.corpus.sound;

import java.util.Arrays;
import java.util.List;

/**
 * A sum of harmonics, each a multiple of the pitch, in a table of one period.
 *
 * @param harmonics amplitude of each harmonic from the first on
 * @param vibrato how far the pitch swings, as a part of it
 * @param detuning pitches that sound together, as factors of the pitch
 */
record Waves(List<Double> harmonics, double vibrato, List<Double> detuning) implements Tone {
  private static final int SIZE = 1024;
  private static final int MASK = SIZE - 1;
  private static final int STRIDE = SineTable.SIZE / SIZE;
  private static final double HIGHEST = 0.45;
  private static final double VIBRATO_HERTZ = 5.5;
  private static final int BLOCK = 32;

  @Override
  public void fill(float[] out, int count, double hertz, long seed) {
    Arrays.fill(out, 0, count, 0);
    float[] period = period(hertz);
    int voice = 0;
    for (double factor : detuning) {
      add(out, count, period, hertz * factor, voice++ * 0.37);
    }
  }

  private void add(float[] out, int count, float[] period, double hertz, double phase) {
    double place = phase * SIZE;
    for (int block = 0; block < count; block += BLOCK) {
      double swing = vibrato * SineTable.at(VIBRATO_HERTZ * block / Performance.RATE.hertz());
      double step = SIZE * hertz * (1 + swing) / Performance.RATE.hertz();
      int end = Math.min(count, block + BLOCK);
      for (int i = block; i < end; i++) {
        int index = (int) place;
        float fraction = (float) (place - index);
        float left = period[index & MASK];
        out[i] += left + fraction * (period[(index + 1) & MASK] - left);
        place += step;
      }
      place -= SIZE * Math.floor(place / SIZE);
    }
  }

  /** One period with the harmonics below half the sample rate, of unit power. */
  private float[] period(double hertz) {
    float[] period = new float[SIZE];
    double power = 0;
    for (int number = 1; number <= harmonics.size(); number++) {
      double amplitude = harmonics.get(number - 1);
      if (amplitude == 0 || number * hertz > HIGHEST * Performance.RATE.hertz()) {
        continue;
      }
      for (int i = 0; i < SIZE; i++) {
        period[i] += (float) amplitude * SineTable.at(i * number * STRIDE);
      }
      power += amplitude * amplitude / 2;
    }
    float scale = (float) (1 / StrictMath.sqrt(Math.max(power * detuning.size(), 1e-9)));
    for (int i = 0; i < SIZE; i++) {
      period[i] *= scale;
    }
    return period;
  }
}
