package org.jukebox4j.cli.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.spectral.MagnitudeSpectrogram;
import org.jukebox4j.core.spectral.ShortTimeFourierTransform;
import org.jukebox4j.core.spectral.StftResolution;

/**
 * The spectrograms of two recordings, one above the other on the same scale: time to the right,
 * frequency upwards to half the sample rate, 80 dB from the loudest place of the first to black.
 *
 * @param first shown above, mono
 * @param firstName what it is
 * @param second shown below, mono, equally long
 * @param secondName what it is
 */
public record SpectrogramPicture(
    Waveform first, String firstName, Waveform second, String secondName) {
  private static final double DECIBELS = 80;
  private static final int ROWS = 256;
  private static final int MOST_COLUMNS = 900;
  private static final int GAP = 16;

  /**
   * Draws the picture.
   *
   * @param file PNG, replaced if it exists
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    draw().write(file);
  }

  Picture draw() {
    ShortTimeFourierTransform transform =
        new ShortTimeFourierTransform(StftResolution.SPECTRAL_LOSS);
    MagnitudeSpectrogram above = transform.magnitudes(first.channels()[0]);
    MagnitudeSpectrogram below = transform.magnitudes(second.channels()[0]);
    double loudest = 1e-9;
    for (float magnitude : above.magnitudes()) {
      loudest = Math.max(loudest, magnitude);
    }
    int columns = Math.min(MOST_COLUMNS, above.frames());
    Picture picture = new Picture(columns, 2 * (ROWS + GAP));
    String seconds = String.format(Locale.ROOT, ", %.2f s", first.seconds());
    picture.text(firstName + seconds, 2, 4, Picture.BLACK);
    draw(picture, above, loudest, GAP);
    picture.text(secondName + seconds, 2, ROWS + GAP + 4, Picture.BLACK);
    draw(picture, below, loudest, ROWS + 2 * GAP);
    return picture;
  }

  private static void draw(
      Picture picture, MagnitudeSpectrogram spectrum, double loudest, int top) {
    int bins = spectrum.resolution().bins();
    for (int x = 0; x < picture.width(); x++) {
      int frame = (int) ((long) x * spectrum.frames() / picture.width());
      for (int row = 0; row < ROWS; row++) {
        int from = row * bins / ROWS;
        int to = Math.max(from + 1, (row + 1) * bins / ROWS);
        double largest = 0;
        for (int bin = from; bin < to; bin++) {
          largest = Math.max(largest, spectrum.at(frame, bin));
        }
        double decibels = 20 * Math.log10(Math.max(1e-12, largest / loudest));
        picture.set(x, top + ROWS - 1 - row, colour(1 + decibels / DECIBELS));
      }
    }
  }

  /** From black over violet and orange to pale yellow, as the part goes from 0 to 1. */
  static int colour(double part) {
    double p = Math.min(1, Math.max(0, part));
    int red = (int) (255 * Math.min(1, 1.6 * p));
    int green = (int) (255 * Math.max(0, Math.min(1, 2.2 * p - 1.1)));
    int blue =
        (int) (255 * (p < 0.4 ? 1.4 * p : p < 0.75 ? 0.56 - 1.6 * (p - 0.4) : 2.8 * (p - 0.75)));
    return red << 16 | green << 8 | Math.max(0, Math.min(255, blue));
  }
}
