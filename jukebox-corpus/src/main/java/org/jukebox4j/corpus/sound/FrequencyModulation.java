package org.jukebox4j.corpus.sound;

/**
 * A sine whose phase is moved by another sine. Source: Chowning, "The synthesis of complex audio
 * spectra by means of frequency modulation", 1973.
 *
 * @param ratio pitch of the moving sine against that of the other; not whole for a bell
 * @param depth how far the phase moves, in radians, once the tone has begun
 * @param rise how long it takes to get there, in seconds
 * @param fall how long the depth takes to fall to 1/e, in seconds; 0 to stay
 */
record FrequencyModulation(double ratio, double depth, double rise, double fall) implements Tone {
  private static final float LOUDNESS = 1.414f;
  private static final int BLOCK = 32;

  @Override
  public void fill(float[] out, int count, double hertz, long seed) {
    double rate = Performance.RATE.hertz();
    double carrier = 0;
    double modulator = 0;
    double step = hertz / rate;
    double least = 0.15 * depth;
    for (int block = 0; block < count; block += BLOCK) {
      double seconds = block / rate;
      double now = depth * Math.min(1, (seconds + 0.005) / Math.max(rise, 0.005));
      if (fall > 0) {
        now = least + (now - least) * StrictMath.exp(-seconds / fall);
      }
      double swing = now / (2 * StrictMath.PI);
      int end = Math.min(count, block + BLOCK);
      for (int i = block; i < end; i++) {
        out[i] = LOUDNESS * SineTable.at(carrier + swing * SineTable.at(modulator));
        carrier += step;
        modulator += step * ratio;
      }
    }
  }
}
