package org.jukebox4j.vqvae;

import java.util.Arrays;
import org.jukebox4j.core.hierarchy.Level;

/**
 * Codes of one level with the time that each stands for.
 *
 * @param level whose codes these are
 * @param samplesPerCode samples of one channel for each code
 * @param values {@code [time]}; copied
 */
public record Codes(Level level, int samplesPerCode, int[] values) {
  /** Copies the values. */
  public Codes {
    values = values.clone();
    if (samplesPerCode < 1) {
      throw new IllegalArgumentException(
          "samples per code must be at least 1, but were " + samplesPerCode);
    }
  }

  @Override
  public int[] values() {
    return values.clone();
  }

  /**
   * Returns how many codes there are.
   *
   * @return the number of codes
   */
  public int length() {
    return values.length;
  }

  /**
   * Returns how many samples they stand for.
   *
   * @return samples of one channel
   */
  public long samples() {
    return (long) values.length * samplesPerCode;
  }

  /**
   * Cuts out a stretch of time.
   *
   * @param firstSample where it begins, rounded down to a whole code
   * @param lastSample where it ends, exclusive, rounded down to a whole code
   * @return the codes in between
   */
  public Codes slice(long firstSample, long lastSample) {
    if (firstSample < 0 || lastSample < firstSample || lastSample > samples()) {
      throw new IllegalArgumentException(
          "a slice must lie within the %d samples of these codes, but was %d to %d"
              .formatted(samples(), firstSample, lastSample));
    }
    int first = (int) (firstSample / samplesPerCode);
    int last = (int) (lastSample / samplesPerCode);
    return new Codes(level, samplesPerCode, Arrays.copyOfRange(values, first, last));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Codes codes
        && codes.level == level
        && codes.samplesPerCode == samplesPerCode
        && Arrays.equals(codes.values, values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * level.hashCode() + samplesPerCode) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "%d codes of the %s level".formatted(values.length, level.label());
  }
}
