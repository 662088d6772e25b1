package org.jukebox4j.core.spectral;

import java.util.List;

/**
 * The time and frequency steps of a short-time Fourier transform.
 *
 * @param fftSize samples of one transform, even
 * @param hop samples from one frame to the next
 * @param window samples of a frame that the window lets through, at most {@code fftSize}
 */
public record StftResolution(int fftSize, int hop, int window) {
  /** The resolution of the single spectral loss, whatever the hyper-parameters of a model say. */
  public static final StftResolution SPECTRAL_LOSS = new StftResolution(2048, 256, 1536);

  /** The resolutions of the multi-resolution spectral loss. */
  public static final List<StftResolution> MULTI_RESOLUTION_SPECTRAL_LOSS =
      List.of(
          new StftResolution(2048, 240, 1200),
          new StftResolution(1024, 120, 600),
          new StftResolution(512, 50, 240));

  /** Largest transform accepted: 24 s at 44.1 kHz, far beyond any use. */
  private static final int LARGEST_FFT = 1 << 20;

  /** Checks the sizes. */
  public StftResolution {
    if (fftSize < 2 || fftSize % 2 != 0 || fftSize > LARGEST_FFT) {
      throw new IllegalArgumentException(
          "fftSize must be even and between 2 and %d samples, but was %d"
              .formatted(LARGEST_FFT, fftSize));
    }
    if (hop < 1) {
      throw new IllegalArgumentException("hop must be at least 1 sample, but was " + hop);
    }
    if (window < 1 || window > fftSize) {
      throw new IllegalArgumentException(
          "window must be between 1 sample and fftSize, which is %d, but was %d"
              .formatted(fftSize, window));
    }
  }

  /**
   * Returns the frequencies of a one-sided spectrum, from 0 Hz to the Nyquist frequency.
   *
   * @return {@code fftSize / 2 + 1}
   */
  public int bins() {
    return fftSize / 2 + 1;
  }

  /**
   * Returns the number of frames of a signal; the first is centred on its first sample.
   *
   * @param samples length of the signal
   * @return {@code 1 + floor(samples / hop)}
   */
  public int frames(int samples) {
    return 1 + samples / hop;
  }

  /**
   * Returns the length of the shortest signal that can be reflected at its ends.
   *
   * @return {@code fftSize / 2 + 1} samples
   */
  public int leastSamples() {
    return fftSize / 2 + 1;
  }
}
