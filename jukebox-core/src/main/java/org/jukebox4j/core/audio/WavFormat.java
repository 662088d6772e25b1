package org.jukebox4j.core.audio;

/**
 * What a WAV file holds.
 *
 * @param samples how a sample is stored
 * @param channels number of channels, from 1 to {@value #MOST_CHANNELS}
 * @param rate samples per second of each channel
 */
public record WavFormat(SampleFormat samples, int channels, SampleRate rate) {
  /** Most channels accepted. */
  public static final int MOST_CHANNELS = 256;

  /** Checks the number of channels. */
  public WavFormat {
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new IllegalArgumentException(
          "channels must be between 1 and %d, but was %d".formatted(MOST_CHANNELS, channels));
    }
  }

  /**
   * Returns the size of one frame: a sample of every channel.
   *
   * @return bytes
   */
  public int frameBytes() {
    return samples.bytes() * channels;
  }
}
