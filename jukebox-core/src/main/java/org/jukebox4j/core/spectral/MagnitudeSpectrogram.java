package org.jukebox4j.core.spectral;

/**
 * The magnitudes |STFT(x)| of a signal.
 *
 * @param resolution its time and frequency steps
 * @param frames number of frames
 * @param magnitudes {@code [frames, bins]}, not normalised; held by reference
 */
public record MagnitudeSpectrogram(StftResolution resolution, int frames, float[] magnitudes) {
  /**
   * Returns one magnitude.
   *
   * @param frame from 0
   * @param bin from 0
   * @return the magnitude
   */
  public float at(int frame, int bin) {
    return magnitudes[frame * resolution.bins() + bin];
  }

  /**
   * Returns the Frobenius norm, the root of the sum of all squares.
   *
   * @return the norm
   */
  public double norm() {
    double sum = 0;
    for (float magnitude : magnitudes) {
      sum += (double) magnitude * magnitude;
    }
    return Math.sqrt(sum);
  }

  /**
   * Returns the Frobenius norm of the difference from another spectrogram.
   *
   * @param other a spectrogram of the same resolution and length
   * @return the distance
   */
  public double distance(MagnitudeSpectrogram other) {
    requireSameShape(other);
    float[] theirs = other.magnitudes;
    double sum = 0;
    for (int i = 0; i < magnitudes.length; i++) {
      float difference = magnitudes[i] - theirs[i];
      sum += (double) difference * difference;
    }
    return Math.sqrt(sum);
  }

  /**
   * Computes {@code (this - other) / divisor}, the gradient of a distance; zero where the two are
   * equal.
   */
  void difference(MagnitudeSpectrogram other, double divisor, float[] gradient) {
    float factor = divisor == 0 ? 0 : (float) (1 / divisor);
    float[] theirs = other.magnitudes;
    for (int i = 0; i < magnitudes.length; i++) {
      gradient[i] = factor * (magnitudes[i] - theirs[i]);
    }
  }

  void requireSameShape(MagnitudeSpectrogram other) {
    if (!resolution.equals(other.resolution) || frames != other.frames) {
      throw new IllegalArgumentException(
          "spectrograms must have the same resolution and length, but were %d frames of %s and %d frames of %s"
              .formatted(frames, resolution, other.frames, other.resolution));
    }
  }
}
