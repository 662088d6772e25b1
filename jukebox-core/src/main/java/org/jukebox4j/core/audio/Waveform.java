package org.jukebox4j.core.audio;

import java.util.Arrays;

/**
 * A recording in memory.
 *
 * <p>The arrays are held by reference and are not to be changed afterwards; two waveforms are equal
 * only if they share them.
 *
 * @param channels samples, {@code [channels][samples]}, at full scale in [-1, 1]; at least one
 *     channel, all of one length
 * @param rate samples per second
 */
public record Waveform(float[][] channels, SampleRate rate) {
  /** Checks the shape. */
  public Waveform {
    if (channels.length == 0) {
      throw new IllegalArgumentException("a waveform needs at least one channel, but has none");
    }
    for (int channel = 1; channel < channels.length; channel++) {
      if (channels[channel].length != channels[0].length) {
        throw new IllegalArgumentException(
            "all channels of a waveform must be equally long, but channel 0 has %d samples and channel %d has %d"
                .formatted(channels[0].length, channel, channels[channel].length));
      }
    }
  }

  /**
   * A recording of one channel.
   *
   * @param samples {@code [samples]}, held by reference
   * @param rate samples per second
   * @return the waveform
   */
  public static Waveform mono(float[] samples, SampleRate rate) {
    return new Waveform(new float[][] {samples}, rate);
  }

  /**
   * Returns the number of channels.
   *
   * @return 1 for mono, 2 for stereo
   */
  public int channelCount() {
    return channels.length;
  }

  /**
   * Returns the length.
   *
   * @return samples of each channel
   */
  public int samples() {
    return channels[0].length;
  }

  /**
   * Returns the length in seconds.
   *
   * @return seconds
   */
  public double seconds() {
    return rate.seconds(samples());
  }

  /**
   * Copies a part.
   *
   * @param from first sample, inclusive
   * @param to last sample, exclusive
   * @return the part
   */
  public Waveform slice(int from, int to) {
    if (from < 0 || to < from || to > samples()) {
      throw new IllegalArgumentException(
          "a part must lie within the %d samples of the waveform, but was [%d, %d)"
              .formatted(samples(), from, to));
    }
    float[][] part = new float[channels.length][];
    for (int channel = 0; channel < part.length; channel++) {
      part[channel] = Arrays.copyOfRange(channels[channel], from, to);
    }
    return new Waveform(part, rate);
  }

  @Override
  public String toString() {
    return "%d channel(s) of %d samples at %s".formatted(channelCount(), samples(), rate);
  }
}
