package org.jukebox4j.core.spectral;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;
import org.jukebox4j.core.kernel.WorkerThreads;

/**
 * The short-time Fourier transform, {@code X[f, k] = sum_n w_n x[f * hop + n - fftSize / 2] exp(-2
 * pi i k n / fftSize)}, one-sided and not normalised.
 *
 * <p>The window is a periodic Hann window in the middle of the transform; frames are centred on
 * multiples of the hop, and the signal is continued at its ends by its mirror image without
 * repeating the end sample. Immutable, may be shared between threads.
 */
public final class ShortTimeFourierTransform {
  /** Frames of one piece of work. */
  private static final int PIECE = 32;

  private final StftResolution resolution;
  private final float[] window;
  private final FloatFFT_1D fft;

  /**
   * Prepares a transform.
   *
   * @param resolution time and frequency steps
   */
  public ShortTimeFourierTransform(StftResolution resolution) {
    this.resolution = resolution;
    this.window = HannWindow.periodic(resolution.window());
    this.fft = new FloatFFT_1D(resolution.fftSize());
  }

  /**
   * Returns the time and frequency steps.
   *
   * @return the resolution
   */
  public StftResolution resolution() {
    return resolution;
  }

  /**
   * Transforms a signal.
   *
   * @param samples {@code [samples]}, at least {@link StftResolution#leastSamples()}
   * @return {@code [frames, bins, 2]}
   */
  public ComplexSpectrogram transform(float[] samples) {
    int bins = resolution.bins();
    int frames = frames(samples, 2 * bins);
    float[] values = new float[frames * bins * 2]; // [frames, bins, 2]
    forEachFrame(samples, frames, (frame, packed) -> unpack(packed, values, frame * bins * 2));
    return new ComplexSpectrogram(resolution, frames, values);
  }

  /**
   * Transforms a signal and keeps the magnitudes.
   *
   * @param samples {@code [samples]}, at least {@link StftResolution#leastSamples()}
   * @return {@code [frames, bins]}
   */
  public MagnitudeSpectrogram magnitudes(float[] samples) {
    int bins = resolution.bins();
    int frames = frames(samples, bins);
    float[] magnitudes = new float[frames * bins]; // [frames, bins]
    forEachFrame(samples, frames, (frame, packed) -> magnitude(packed, magnitudes, frame * bins));
    return new MagnitudeSpectrogram(resolution, frames, magnitudes);
  }

  /** Transforms a signal and keeps everything that {@link #backward} needs. */
  SignalSpectrum spectrum(float[] samples) {
    int size = resolution.fftSize();
    int bins = resolution.bins();
    int frames = frames(samples, size);
    float[] all = new float[frames * size];
    float[] magnitudes = new float[frames * bins];
    forEachFrame(
        samples,
        frames,
        (frame, packed) -> {
          System.arraycopy(packed, 0, all, frame * size, size);
          magnitude(packed, magnitudes, frame * bins);
        });
    MagnitudeSpectrogram spectrogram = new MagnitudeSpectrogram(resolution, frames, magnitudes);
    return new SignalSpectrum(samples.length, all, spectrogram);
  }

  /**
   * Carries a gradient with respect to the magnitudes back to the samples.
   *
   * @param spectrum of the signal
   * @param gradient {@code [frames, bins]}
   * @return {@code [samples]}
   */
  float[] backward(SignalSpectrum spectrum, float[] gradient) {
    int bins = resolution.bins();
    int frames = spectrum.magnitudes().frames();
    int margin = (resolution.fftSize() - window.length) / 2;
    OverlapAdd overlap = new OverlapAdd(resolution, frames, PIECE);
    WorkerThreads.forEach(
        (frames + PIECE - 1) / PIECE,
        piece -> {
          float[] into = overlap.open(piece);
          float[] packed = new float[resolution.fftSize()];
          int first = piece * PIECE;
          for (int frame = first; frame < Math.min(frames, first + PIECE); frame++) {
            System.arraycopy(spectrum.packed(), frame * packed.length, packed, 0, packed.length);
            turn(packed, spectrum.magnitudes().magnitudes(), gradient, frame * bins);
            fft.realInverse(packed, true);
            int at = (frame - first) * resolution.hop();
            for (int n = 0; n < window.length; n++) {
              into[at + n] += packed.length * window[n] * packed[margin + n];
            }
          }
        });
    return overlap.sum(spectrum.samples(), margin - resolution.fftSize() / 2);
  }

  /**
   * From the transform of a frame to what the inverse transform turns into the gradient with
   * respect to its samples: each value in the direction of its phase. The inverse transform counts
   * all bins but the first and the last twice.
   */
  private static void turn(float[] packed, float[] magnitudes, float[] gradient, int at) {
    int last = packed.length / 2;
    packed[0] = Math.signum(packed[0]) * gradient[at];
    packed[1] = Math.signum(packed[1]) * gradient[at + last];
    for (int bin = 1; bin < last; bin++) {
      float magnitude = magnitudes[at + bin];
      float factor = magnitude > 0 ? 0.5f * gradient[at + bin] / magnitude : 0f;
      packed[2 * bin] *= factor;
      packed[2 * bin + 1] *= factor;
    }
  }

  /** What to do with the packed transform of a frame. */
  @FunctionalInterface
  private interface FrameSink {
    void accept(int frame, float[] packed);
  }

  private int frames(float[] samples, int valuesOfFrame) {
    if (samples.length < resolution.leastSamples()) {
      throw new IllegalArgumentException(
          "a signal needs at least %d samples for an FFT of %d, so that it can be mirrored at its ends, but has %d; give a longer signal or a smaller fftSize"
              .formatted(resolution.leastSamples(), resolution.fftSize(), samples.length));
    }
    int frames = resolution.frames(samples.length);
    if ((long) frames * valuesOfFrame > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the spectrogram of %d samples has %d frames of %d values, more than an array holds; give a shorter signal or a longer hop"
              .formatted(samples.length, frames, valuesOfFrame));
    }
    return frames;
  }

  private void forEachFrame(float[] samples, int frames, FrameSink sink) {
    int pieces = (frames + PIECE - 1) / PIECE;
    WorkerThreads.forEach(
        pieces,
        piece -> {
          float[] packed = new float[resolution.fftSize()];
          int last = Math.min(frames, (piece + 1) * PIECE);
          for (int frame = piece * PIECE; frame < last; frame++) {
            load(samples, frame, packed);
            fft.realForward(packed);
            sink.accept(frame, packed);
          }
        });
  }

  /** Puts the windowed samples of a frame in the middle of zeros. */
  private void load(float[] samples, int frame, float[] packed) {
    int margin = (resolution.fftSize() - window.length) / 2;
    int start = frame * resolution.hop() - resolution.fftSize() / 2 + margin;
    Arrays.fill(packed, 0f);
    if (start >= 0 && start + window.length <= samples.length) {
      for (int n = 0; n < window.length; n++) {
        packed[margin + n] = window[n] * samples[start + n];
      }
    } else {
      for (int n = 0; n < window.length; n++) {
        packed[margin + n] = window[n] * samples[mirrored(start + n, samples.length)];
      }
    }
  }

  /** The sample that stands for one before the start or after the end. */
  static int mirrored(int position, int length) {
    int fromStart = Math.abs(position);
    return fromStart < length ? fromStart : 2 * (length - 1) - fromStart;
  }

  /** Packed form: real part of bin 0, real part of the last bin, then real and imaginary parts. */
  private static void unpack(float[] packed, float[] values, int at) {
    int size = packed.length;
    System.arraycopy(packed, 2, values, at + 2, size - 2);
    values[at] = packed[0];
    values[at + size] = packed[1];
  }

  private static void magnitude(float[] packed, float[] magnitudes, int at) {
    int last = packed.length / 2;
    magnitudes[at] = Math.abs(packed[0]);
    magnitudes[at + last] = Math.abs(packed[1]);
    for (int bin = 1; bin < last; bin++) {
      float real = packed[2 * bin];
      float imaginary = packed[2 * bin + 1];
      magnitudes[at + bin] = (float) Math.sqrt(real * real + imaginary * imaginary);
    }
  }
}
