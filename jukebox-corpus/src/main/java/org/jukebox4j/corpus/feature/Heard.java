package org.jukebox4j.corpus.feature;

import org.jukebox4j.core.audio.MonoMixdown;
import org.jukebox4j.core.audio.Resampler;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.spectral.MagnitudeSpectrogram;
import org.jukebox4j.core.spectral.ShortTimeFourierTransform;
import org.jukebox4j.core.spectral.StftResolution;

/**
 * A recording as it is heard: its power in mel bands and in semitones, frame by frame. Loudness as
 * a whole does not count.
 *
 * <p>Immutable; arrays are held by reference and are not to be changed.
 */
public final class Heard {
  /** The rate that everything is heard at; recordings of another one are resampled. */
  public static final SampleRate RATE = new SampleRate(22_050);

  /** Samples between two frames. */
  public static final int HOP = 256;

  /** Mel bands of a frame. */
  static final int BANDS = 40;

  static final int PITCH_CLASSES = 12;

  private static final StftResolution RESOLUTION = new StftResolution(1024, HOP, 1024);
  private static final double LOWEST = 60;

  /** Nothing above can be heard of a model at 11,025 Hz, the least rate that is in use. */
  private static final double HIGHEST = 5000;

  private static final StftResolution TONAL = new StftResolution(8192, 2048, 8192);
  private static final int LOWEST_TONE = 45;
  private static final int HIGHEST_TONE = 84;

  /** Power below this part of the mean, -30 dB, is not heard: codecs leave noise there. */
  private static final double INAUDIBLE = 1e-3;

  private final float[][] logPowers;
  private final float[] loudness;
  private final double[] chroma;
  private final double seconds;

  private Heard(float[][] powers, double[] chroma, double seconds) {
    double mean = 0;
    for (float[] frame : powers) {
      for (float power : frame) {
        mean += power / BANDS / powers.length;
      }
    }
    double floor = Math.max(mean * INAUDIBLE, 1e-12);
    this.logPowers = new float[powers.length][BANDS];
    this.loudness = new float[powers.length];
    for (int frame = 0; frame < powers.length; frame++) {
      double sum = 0;
      for (int band = 0; band < BANDS; band++) {
        sum += powers[frame][band];
        logPowers[frame][band] =
            (float) Math.log((powers[frame][band] + floor) / Math.max(mean, 1e-12));
      }
      loudness[frame] = (float) Math.sqrt(sum / BANDS / Math.max(mean, 1e-12));
    }
    this.chroma = chroma;
    this.seconds = seconds;
  }

  /**
   * Listens to a recording.
   *
   * @param recording of any rate and number of channels, at least half a second long
   * @return what is heard
   */
  public static Heard of(Waveform recording) {
    float[] mono = MonoMixdown.even().mix(recording);
    return of(Resampler.between(recording.rate(), RATE).resample(mono));
  }

  /**
   * Listens to a recording.
   *
   * @param samples mono at {@link #RATE}, at least half a second
   * @return what is heard
   */
  public static Heard of(float[] samples) {
    double hertzPerBin = (double) RATE.hertz() / RESOLUTION.fftSize();
    MelBands bands = new MelBands(BANDS, LOWEST, HIGHEST, hertzPerBin);
    float[][] powers = bands.powers(new ShortTimeFourierTransform(RESOLUTION).magnitudes(samples));
    double[] chroma = chroma(new ShortTimeFourierTransform(TONAL).magnitudes(samples));
    return new Heard(powers, chroma, RATE.seconds(samples.length));
  }

  /** Energy of each pitch class, in the range where tones are a bin or more apart. */
  private static double[] chroma(MagnitudeSpectrogram spectrogram) {
    double hertzPerBin = (double) RATE.hertz() / TONAL.fftSize();
    double[] chroma = new double[PITCH_CLASSES];
    double lowest = hertz(LOWEST_TONE - 0.5);
    double highest = hertz(HIGHEST_TONE + 0.5);
    for (int bin = (int) Math.ceil(lowest / hertzPerBin); bin * hertzPerBin < highest; bin++) {
      double pitch = 69 + 12 * Math.log(bin * hertzPerBin / 440) / Math.log(2);
      int pitchClass = Math.floorMod((int) Math.rint(pitch), PITCH_CLASSES);
      for (int frame = 0; frame < spectrogram.frames(); frame++) {
        double magnitude = spectrogram.at(frame, bin);
        chroma[pitchClass] += magnitude * magnitude;
      }
    }
    double sum = 1e-12;
    for (double energy : chroma) {
      sum += energy;
    }
    for (int i = 0; i < chroma.length; i++) {
      chroma[i] /= sum;
    }
    return chroma;
  }

  private static double hertz(double pitch) {
    return 440 * Math.pow(2, (pitch - 69) / 12);
  }

  /**
   * Returns how many frames there are.
   *
   * @return a number of frames, {@value #HOP} samples apart
   */
  public int frames() {
    return logPowers.length;
  }

  /**
   * Returns when a frame is.
   *
   * @param frame from 0
   * @return seconds of the recording
   */
  public static double seconds(int frame) {
    return (double) frame * HOP / RATE.hertz();
  }

  /**
   * Returns the length of the recording.
   *
   * @return in seconds
   */
  public double seconds() {
    return seconds;
  }

  /**
   * Returns how loud a frame is.
   *
   * @param frame from 0
   * @return an amplitude, 1 for the root mean square of the recording
   */
  public double loudness(int frame) {
    return loudness[frame];
  }

  /**
   * Returns the share of each pitch class in the energy of tones.
   *
   * @return {@code [12]} from C on; the sum is 1
   */
  public double[] chroma() {
    return chroma.clone();
  }

  /** Logarithm of the power against the mean of the recording, {@code [bands]}. */
  float[] logPowers(int frame) {
    return logPowers[frame];
  }

  /** The same of one band, {@code [frames]}. */
  double[] logPowersOfBand(int band) {
    double[] powers = new double[logPowers.length];
    for (int frame = 0; frame < powers.length; frame++) {
      powers[frame] = logPowers[frame][band];
    }
    return powers;
  }
}
