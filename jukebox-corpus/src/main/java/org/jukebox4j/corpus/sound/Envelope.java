package org.jukebox4j.corpus.sound;

/**
 * How loud a note is as time goes by.
 *
 * @param attack how long it takes to begin, in seconds
 * @param decay how long it takes to fall to 1/e, in seconds; 0 to stay while it is held
 * @param release how long it takes to end, in seconds
 * @param pieces how long the pieces are that it is cut in, sound and silence in turns, in seconds;
 *     0 for a note in one piece
 */
record Envelope(double attack, double decay, double release, double pieces) {
  /** How long a piece takes to begin or to end, in seconds. */
  private static final double CUT = 0.004;

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
      out[from + i] += level * edge * cut(i, rate) * tone[i];
      level *= keep;
    }
  }

  private float cut(int sample, int rate) {
    if (pieces == 0) {
      return 1;
    }
    double into = (double) sample / rate % (2 * pieces);
    return (float)
        Math.min(
            1, Math.max(0, (pieces - into) / CUT) + Math.max(0, (into - 2 * pieces) / CUT + 1));
  }
}
