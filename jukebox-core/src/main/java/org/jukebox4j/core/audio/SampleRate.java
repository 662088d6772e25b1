package org.jukebox4j.core.audio;

/**
 * Samples per second of one channel.
 *
 * @param hertz the rate in Hz, from {@value #LOWEST} to {@value #HIGHEST}
 */
public record SampleRate(int hertz) {
  /** Lowest rate accepted, in Hz. */
  public static final int LOWEST = 100;

  /** Highest rate accepted, in Hz. */
  public static final int HIGHEST = 768_000;

  /** The rate of the released models, 44.1 kHz. */
  public static final SampleRate CD = new SampleRate(44_100);

  /** Checks the rate. */
  public SampleRate {
    if (!isValid(hertz)) {
      throw new IllegalArgumentException(
          "sample rate must be between %d and %d Hz, but was %d Hz"
              .formatted(LOWEST, HIGHEST, hertz));
    }
  }

  static boolean isValid(long hertz) {
    return hertz >= LOWEST && hertz <= HIGHEST;
  }

  /**
   * Returns the length in seconds of a number of samples.
   *
   * @param samples samples of one channel
   * @return seconds
   */
  public double seconds(long samples) {
    return (double) samples / hertz;
  }

  /**
   * Returns the number of whole samples in a time, rounded down as the original does.
   *
   * @param seconds a time, not negative
   * @return samples of one channel
   */
  public long samples(double seconds) {
    if (!(seconds >= 0) || seconds > 1e9) {
      throw new IllegalArgumentException(
          "a time must be between 0 and 1e9 s, but was " + seconds + " s");
    }
    return (long) (seconds * hertz);
  }

  @Override
  public String toString() {
    return hertz + " Hz";
  }
}
