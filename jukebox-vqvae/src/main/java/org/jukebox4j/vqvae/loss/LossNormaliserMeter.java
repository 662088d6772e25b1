package org.jukebox4j.vqvae.loss;

import org.jukebox4j.core.audio.MonoMixdown;
import org.jukebox4j.core.spectral.PreEmphasis;
import org.jukebox4j.core.spectral.ShortTimeFourierTransform;
import org.jukebox4j.core.spectral.SpectralLoss;
import org.jukebox4j.core.spectral.StftResolution;

/**
 * Measures {@link LossNormalisers} on pieces of recordings, in double. The original takes every
 * sixteenth piece of its data set until their samples, counted over all channels, reach ten minutes
 * of one channel; which pieces, and how many, is the caller's choice here.
 */
public final class LossNormaliserMeter {
  private final ShortTimeFourierTransform transform =
      new ShortTimeFourierTransform(StftResolution.SPECTRAL_LOSS);

  private final PreEmphasis emphasis;
  private double absolute;
  private double sum;
  private double squared;
  private double norms;
  private long samples;
  private long pieces;

  /** Measures spectra as they are. */
  public LossNormaliserMeter() {
    this(0);
  }

  /**
   * Measures spectra with raised high frequencies.
   *
   * @param emphasis of the losses that are to be normalised
   */
  public LossNormaliserMeter(double emphasis) {
    this.emphasis = new PreEmphasis(new SpectralLoss(), emphasis);
  }

  /**
   * Adds a piece.
   *
   * @param channels {@code [channels][samples]}, in [-1, 1]
   */
  public void add(float[][] channels) {
    int length = channels[0].length;
    for (float[] channel : channels) {
      for (float value : channel) {
        absolute += Math.abs(value);
        sum += value;
        squared += (double) value * value;
      }
    }
    float[] mono = new float[length];
    MonoMixdown.even().mix(channels, length, mono);
    norms += transform.magnitudes(emphasis.filter(mono)).norm();
    samples += (long) channels.length * length;
    pieces++;
  }

  /**
   * Returns how many samples were added.
   *
   * @return samples of all channels together
   */
  public long samples() {
    return samples;
  }

  /**
   * Returns the normalisers of what was added.
   *
   * @return the normalisers
   */
  public LossNormalisers normalisers() {
    if (pieces == 0) {
      throw new IllegalStateException("no recording was measured yet; add at least one");
    }
    double mean = sum / samples;
    return new LossNormalisers(absolute / samples, squared / samples - mean * mean, norms / pieces);
  }
}
