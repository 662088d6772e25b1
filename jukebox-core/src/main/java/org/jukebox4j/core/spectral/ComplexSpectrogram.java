package org.jukebox4j.core.spectral;

/**
 * A short-time Fourier transform with phase.
 *
 * @param resolution its time and frequency steps
 * @param frames number of frames
 * @param values {@code [frames, bins, 2]}, real and imaginary parts, not normalised; held by
 *     reference
 */
public record ComplexSpectrogram(StftResolution resolution, int frames, float[] values) {
  /**
   * Returns the real part of a value.
   *
   * @param frame from 0
   * @param bin from 0
   * @return the real part
   */
  public float real(int frame, int bin) {
    return values[2 * (frame * resolution.bins() + bin)];
  }

  /**
   * Returns the imaginary part of a value.
   *
   * @param frame from 0
   * @param bin from 0
   * @return the imaginary part
   */
  public float imaginary(int frame, int bin) {
    return values[2 * (frame * resolution.bins() + bin) + 1];
  }
}
