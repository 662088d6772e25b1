package org.jukebox4j.cli.chart;

import java.util.Arrays;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.spectral.MagnitudeSpectrogram;
import org.jukebox4j.core.spectral.ShortTimeFourierTransform;
import org.jukebox4j.core.spectral.StftResolution;

/**
 * The spectrogram of a song to look at while it plays: its whole time from the left edge to the
 * right one, frequency upwards in octaves of equal height from {@value #LOWEST_HERTZ} Hz to half
 * the sample rate, 80 dB from the loudest place to black.
 *
 * @param waveform the song, mono
 */
public record SongSpectrogram(Waveform waveform) {
  /** Frequency of the lower edge. */
  public static final int LOWEST_HERTZ = 50;

  static final int WIDTH = 1200;
  static final int HEIGHT = 240;

  private static final double DECIBELS = 80;

  /** Steps of colour: few enough for a small file, too many to see. */
  private static final int COLOURS = 64;

  private static final int FFT_SIZE = 4096;
  private static final int WINDOW = 2048;

  /** Checks that the audio is mono and that its rate leaves room above the lower edge. */
  public SongSpectrogram {
    if (waveform.channelCount() != 1) {
      throw new IllegalArgumentException(
          "waveform must be mono, but has " + waveform.channelCount() + " channels");
    }
    if (waveform.rate().hertz() <= 2 * LOWEST_HERTZ) {
      throw new IllegalArgumentException(
          "the rate must be above " + 2 * LOWEST_HERTZ + " Hz, but was " + waveform.rate());
    }
  }

  /**
   * Draws the picture.
   *
   * @return it as PNG
   */
  public byte[] png() {
    return draw().png();
  }

  /**
   * Returns where a frequency is.
   *
   * @param hertz the frequency, in Hz
   * @return its distance from the upper edge as a part of the height; outside [0, 1] if it is
   *     outside the picture
   */
  public double depth(double hertz) {
    return 1 - Math.log(hertz / LOWEST_HERTZ) / Math.log(range());
  }

  private double range() {
    return waveform.rate().hertz() / 2.0 / LOWEST_HERTZ;
  }

  Picture draw() {
    int samples = waveform.samples();
    int hop = Math.max(1, samples / WIDTH);
    StftResolution resolution = new StftResolution(FFT_SIZE, hop, WINDOW);
    float[] padded =
        Arrays.copyOf(waveform.channels()[0], Math.max(samples, resolution.leastSamples()));
    MagnitudeSpectrogram spectrogram = new ShortTimeFourierTransform(resolution).magnitudes(padded);
    double loudest = 1e-9;
    for (float magnitude : spectrogram.magnitudes()) {
      loudest = Math.max(loudest, magnitude);
    }
    Picture picture = new Picture(WIDTH, HEIGHT);
    for (int x = 0; x < WIDTH; x++) {
      int frame = (int) ((x + 0.5) * samples / WIDTH / hop);
      for (int y = 0; y < HEIGHT; y++) {
        double decibels =
            20 * Math.log10(Math.max(1e-12, magnitude(spectrogram, frame, y) / loudest));
        double part = Math.rint(COLOURS * (1 + decibels / DECIBELS)) / COLOURS;
        picture.set(x, y, SpectrogramPicture.colour(part));
      }
    }
    return picture;
  }

  /** The largest magnitude of a row, or between two bins what lies on the line between them. */
  private double magnitude(MagnitudeSpectrogram spectrogram, int frame, int y) {
    double lower = bin(y + 1);
    double upper = bin(y);
    int first = (int) Math.ceil(lower);
    if (first > upper) {
      double middle = (lower + upper) / 2;
      int below = (int) middle;
      int above = Math.min(below + 1, spectrogram.resolution().bins() - 1);
      double part = middle - below;
      return (1 - part) * spectrogram.at(frame, below) + part * spectrogram.at(frame, above);
    }
    double largest = 0;
    for (int bin = first; bin <= Math.min(upper, spectrogram.resolution().bins() - 1); bin++) {
      largest = Math.max(largest, spectrogram.at(frame, bin));
    }
    return largest;
  }

  /** The bin, with its fraction, of the upper edge of a row. */
  private double bin(int y) {
    double hertz = LOWEST_HERTZ * Math.pow(range(), 1 - (double) y / HEIGHT);
    return hertz * FFT_SIZE / waveform.rate().hertz();
  }
}
