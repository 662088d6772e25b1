package org.jukebox4j.corpus.sound;

/**
 * How loud a note is as time goes by.
 *
 * @param attack how long it takes to begin, in seconds
 * @param decay how long it takes to fall to 1/e, in seconds; 0 to stay while it is held
 * @param release how long it takes to end, in seconds
 */
record Envelope(double attack, double decay, double release) {
  /** Samples from beginning to end of a note that is held this long. */
  int samples(double held) {
    return (int) ((Math.max(held, attack) + release) * Performance.RATE.hertz());
  }

  /** Adds a note to others. */
  void add(float[] tone, double held, float gain, float[] out, int from) {
    int rate = Performance.RATE.hertz();
    int count = Math.min(samples(held), out.length - from);
    float rising = (float) (1 / Math.max(1, attack * rate));
    float falling = (float) (1 / Math.max(1, release * rate));
    float keep = decay > 0 ? (float) StrictMath.exp(-1 / (decay * rate)) : 1;
    int end = samples(held);
    float level = gain;
    for (int i = 0; i < count; i++) {
      float edge = Math.min(1, Math.min((i + 1) * rising, (end - i) * falling));
      out[from + i] += level * edge * tone[i];
      level *= keep;
    }
  }
}
