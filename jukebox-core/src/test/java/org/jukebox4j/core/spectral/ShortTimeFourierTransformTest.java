package org.jukebox4j.core.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShortTimeFourierTransformTest {
  @ParameterizedTest
  @CsvSource({"16, 4, 16, 50", "16, 5, 11, 9", "24, 7, 10, 61", "64, 64, 1, 200", "2, 1, 2, 6"})
  void transformIsThatOfTheDefinition(int fftSize, int hop, int window, int samples) {
    StftResolution resolution = new StftResolution(fftSize, hop, window);
    float[] signal = noise(samples, 1);

    ComplexSpectrogram spectrogram = new ShortTimeFourierTransform(resolution).transform(signal);

    assertThat(spectrogram.frames()).isEqualTo(1 + samples / hop);
    for (int frame = 0; frame < spectrogram.frames(); frame++) {
      for (int bin = 0; bin < resolution.bins(); bin++) {
        double[] expected = definition(signal, resolution, frame, bin);
        assertThat((double) spectrogram.real(frame, bin)).isCloseTo(expected[0], offset(1e-5));
        assertThat((double) spectrogram.imaginary(frame, bin)).isCloseTo(expected[1], offset(1e-5));
      }
    }
  }

  /** The sum over a frame in double precision, mirrored by hand: b c d | c b a ... */
  private static double[] definition(
      float[] signal, StftResolution resolution, int frame, int bin) {
    int margin = (resolution.fftSize() - resolution.window()) / 2;
    double real = 0;
    double imaginary = 0;
    for (int n = 0; n < resolution.window(); n++) {
      int at = frame * resolution.hop() - resolution.fftSize() / 2 + margin + n;
      if (at < 0) {
        at = -at;
      } else if (at >= signal.length) {
        at = 2 * signal.length - 2 - at;
      }
      double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / resolution.window());
      double angle = -2 * Math.PI * bin * (margin + n) / resolution.fftSize();
      real += hann * signal[at] * Math.cos(angle);
      imaginary += hann * signal[at] * Math.sin(angle);
    }
    return new double[] {real, imaginary};
  }

  @Test
  void aSineStandsInItsBinWithAQuarterOfTheFrame() {
    StftResolution resolution = new StftResolution(256, 64, 256);
    float[] sine = new float[1024];
    for (int i = 0; i < sine.length; i++) {
      sine[i] = (float) Math.cos(2 * Math.PI * 20 * i / 256);
    }

    MagnitudeSpectrogram spectrogram = new ShortTimeFourierTransform(resolution).magnitudes(sine);

    // amplitude 1/2 to each side, times the mean 1/2 of the window, times 256
    assertThat(spectrogram.at(8, 20)).isCloseTo(64, offset(1e-4f));
    assertThat(spectrogram.at(8, 21)).isCloseTo(32, offset(1e-4f));
    assertThat(spectrogram.at(8, 23)).isCloseTo(0, offset(1e-4f));
  }

  @Test
  void magnitudesAreThoseOfTheComplexTransform() {
    ShortTimeFourierTransform transform =
        new ShortTimeFourierTransform(new StftResolution(128, 30, 100));
    float[] signal = noise(5000, 2);

    ComplexSpectrogram complex = transform.transform(signal);
    MagnitudeSpectrogram magnitudes = transform.magnitudes(signal);

    for (int frame = 0; frame < magnitudes.frames(); frame++) {
      for (int bin = 0; bin < 65; bin++) {
        double expected = Math.hypot(complex.real(frame, bin), complex.imaginary(frame, bin));
        assertThat((double) magnitudes.at(frame, bin)).isCloseTo(expected, offset(1e-5));
      }
    }
  }

  @Test
  void aPartOfASignalHasTheSameInnerFrames() {
    StftResolution resolution = new StftResolution(128, 32, 128);
    ShortTimeFourierTransform transform = new ShortTimeFourierTransform(resolution);
    float[] signal = noise(20_000, 3);
    float[] part = new float[1000];
    System.arraycopy(signal, 32 * 200, part, 0, part.length);

    MagnitudeSpectrogram whole = transform.magnitudes(signal);
    MagnitudeSpectrogram inner = transform.magnitudes(part);

    for (int bin = 0; bin < resolution.bins(); bin++) {
      assertThat(inner.at(10, bin)).isEqualTo(whole.at(210, bin));
    }
  }

  @Test
  void aSignalTooShortToBeMirroredIsRefused() {
    ShortTimeFourierTransform transform =
        new ShortTimeFourierTransform(StftResolution.SPECTRAL_LOSS);

    assertThatThrownBy(() -> transform.magnitudes(new float[1024]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a signal needs at least 1025 samples for an FFT of 2048, so that it can be mirrored at its ends, but has 1024; give a longer signal or a smaller fftSize");
    assertThat(transform.magnitudes(new float[1025]).norm()).isZero();
  }

  private static float[] noise(int samples, long seed) {
    Random random = new Random(seed);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = 2 * random.nextFloat() - 1;
    }
    return noise;
  }
}
