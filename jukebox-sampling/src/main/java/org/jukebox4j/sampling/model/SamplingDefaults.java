package org.jukebox4j.sampling.model;

import java.time.Duration;
import org.jukebox4j.sampling.LevelSettings;

/**
 * What a model suggests for a request that leaves it open.
 *
 * @param durationSeconds how much music to make
 * @param top settings of the top level
 * @param upsampler settings of the levels below
 */
public record SamplingDefaults(double durationSeconds, LevelSettings top, LevelSettings upsampler) {
  /** The settings of the original's script and README, for 20 s of music. */
  public static final SamplingDefaults ORIGINAL =
      new SamplingDefaults(20, LevelSettings.TOP, LevelSettings.UPSAMPLER);

  /** Checks the duration. */
  public SamplingDefaults {
    if (!(durationSeconds > 0 && durationSeconds < 1e6)) {
      throw new IllegalArgumentException(
          "durationSeconds must be above 0 and below 1000000, but was " + durationSeconds);
    }
  }

  /**
   * Returns how much music to make.
   *
   * @return the length
   */
  public Duration duration() {
    return Duration.ofNanos(Math.round(durationSeconds * 1e9));
  }
}
