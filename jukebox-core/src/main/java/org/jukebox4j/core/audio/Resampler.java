package org.jukebox4j.core.audio;

import java.math.BigInteger;
import org.jukebox4j.core.kernel.WorkerThreads;

/**
 * Changes the sample rate of a recording by any ratio.
 *
 * <p>A linear-phase filter without delay, a sinc in a Kaiser window with 64 zero crossings on
 * either side: flat within 0.1 dB up to 90 % of the lower of the two Nyquist frequencies (19.8 kHz
 * at 44.1 kHz), aliases and images below -80 dB. Before its beginning and after its end a recording
 * counts as silent. The whole-file form and the streaming form give the same bits. Immutable, may
 * be shared between threads.
 *
 * <p>The original resamples through its decoding library.
 */
public final class Resampler {
  /** Outputs of one piece of work: milliseconds, much more than the cost of starting it. */
  private static final int PIECE = 1 << 14;

  private final SampleRate from;
  private final SampleRate to;
  private final PolyphaseFilter filter;

  private Resampler(SampleRate from, SampleRate to) {
    this.from = from;
    this.to = to;
    int common = BigInteger.valueOf(from.hertz()).gcd(BigInteger.valueOf(to.hertz())).intValue();
    this.filter = new PolyphaseFilter(to.hertz() / common, from.hertz() / common);
  }

  /**
   * Prepares the filter between two rates.
   *
   * @param from rate of the recordings
   * @param to rate wanted; if it is the same, recordings pass unchanged
   * @return the resampler
   */
  public static Resampler between(SampleRate from, SampleRate to) {
    return new Resampler(from, to);
  }

  /**
   * Returns the length of the result.
   *
   * @param samples length of a recording
   * @return {@code ceil(samples * to / from)}
   */
  public long outputLength(long samples) {
    return filter.outputLength(samples);
  }

  /**
   * Resamples one channel.
   *
   * @param samples {@code [samples]}
   * @return {@code [ceil(samples * to / from)]}; the same array if the rates are equal
   */
  public float[] resample(float[] samples) {
    if (from.equals(to)) {
      return samples;
    }
    long length = outputLength(samples.length);
    long needed = (long) filter.left() + samples.length + filter.right();
    if (Math.max(length, needed) > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a recording of %d samples, %d at %s, is more than an array holds; resample it as a stream"
              .formatted(samples.length, length, to));
    }
    float[] padded = new float[(int) needed];
    System.arraycopy(samples, 0, padded, filter.left(), samples.length);
    float[] result = new float[(int) length];
    int pieces = (result.length + PIECE - 1) / PIECE;
    WorkerThreads.forEach(
        pieces,
        piece -> {
          int first = piece * PIECE;
          int count = Math.min(PIECE, result.length - first);
          filter.apply(padded, -filter.left(), first, result, first, count);
        });
    return result;
  }

  /**
   * Resamples every channel.
   *
   * @param waveform a recording at the rate that this resampler takes
   * @return the recording at the rate that it gives
   */
  public Waveform resample(Waveform waveform) {
    if (!waveform.rate().equals(from)) {
      throw new IllegalArgumentException(
          "this resampler takes recordings at %s, but was given one at %s"
              .formatted(from, waveform.rate()));
    }
    float[][] channels = new float[waveform.channelCount()][];
    for (int channel = 0; channel < channels.length; channel++) {
      channels[channel] = resample(waveform.channels()[channel]);
    }
    return new Waveform(channels, to);
  }

  /**
   * Begins a stream of one channel.
   *
   * @return the stream, for one thread at a time
   */
  public ResamplingStream open() {
    return new ResamplingStream(filter);
  }
}
