package org.jukebox4j.corpus.sound;

/** A resonance: a recursive filter of second order whose gain is 1 at its centre. */
final class Resonator {
  private final double rate;
  private double gain;
  private double first;
  private double second;
  private double before;
  private double beforeThat;

  Resonator(double rate) {
    this.rate = rate;
  }

  /** Moves the resonance; what sounds goes on. */
  void tune(double hertz, double bandwidth) {
    double radius = StrictMath.exp(-StrictMath.PI * bandwidth / rate);
    double angle = 2 * StrictMath.PI * hertz / rate;
    double cosine = StrictMath.cos(angle);
    double doubled = 2 * cosine * cosine - 1;
    first = 2 * radius * cosine;
    second = -radius * radius;
    gain = (1 - radius) * StrictMath.sqrt(1 - 2 * radius * doubled + radius * radius);
  }

  double next(double input) {
    double output = gain * input + first * before + second * beforeThat;
    beforeThat = before;
    before = output;
    return output;
  }
}
