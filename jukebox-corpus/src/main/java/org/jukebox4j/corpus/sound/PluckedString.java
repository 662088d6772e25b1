package org.jukebox4j.corpus.sound;

/**
 * A plucked string: noise that runs round a delay and loses its high frequencies. Source: Karplus
 * and Strong, "Digital synthesis of plucked-string and drum timbres", 1983.
 *
 * @param brightness how much of the high frequencies each round keeps, from 0.5 to 1
 * @param sustain how much of everything each second keeps
 */
record PluckedString(double brightness, double sustain) implements Tone {
  private static final float LOUDNESS = 3.2f;

  @Override
  public void fill(float[] out, int count, double hertz, long seed) {
    double period = Performance.RATE.hertz() / hertz;
    // The filter below delays by a part of a sample itself.
    double delay = period - (1 - brightness);
    int whole = (int) delay;
    float fraction = (float) (delay - whole);
    float[] line = new float[whole + 2];
    pluck(line, new Noise(seed));
    float keep = (float) StrictMath.pow(sustain, 1 / hertz);
    float bright = (float) brightness * keep;
    float dull = keep - bright;
    float last = 0;
    int place = 0;
    for (int i = 0; i < count; i++) {
      // line[place] is the oldest sample, whole + 2 ago; the delay lies between two samples.
      int next = place + 1 == line.length ? 0 : place + 1;
      int after = next + 1 == line.length ? 0 : next + 1;
      float delayed = line[after] + fraction * (line[next] - line[after]);
      float filtered = bright * delayed + dull * last;
      last = delayed;
      line[place] = filtered;
      place = next;
      out[i] = LOUDNESS * filtered;
    }
  }

  /** Noise as dull as a finger makes it, without the mean that would stay for ever. */
  private static void pluck(float[] line, Noise noise) {
    float before = noise.next();
    float mean = 0;
    for (int i = 0; i < line.length; i++) {
      float now = noise.next();
      line[i] = (now + before) / 2;
      mean += line[i] / line.length;
      before = now;
    }
    for (int i = 0; i < line.length; i++) {
      line[i] -= mean;
    }
  }
}
