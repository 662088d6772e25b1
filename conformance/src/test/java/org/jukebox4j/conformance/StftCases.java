package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.jukebox4j.core.audio.MonoMixdown;
import org.jukebox4j.core.spectral.ComplexSpectrogram;
import org.jukebox4j.core.spectral.HannWindow;
import org.jukebox4j.core.spectral.LogMagnitudeLoss;
import org.jukebox4j.core.spectral.MagnitudeSpectrogram;
import org.jukebox4j.core.spectral.MultiResolutionSpectralLoss;
import org.jukebox4j.core.spectral.ShortTimeFourierTransform;
import org.jukebox4j.core.spectral.SpectralConvergence;
import org.jukebox4j.core.spectral.SpectralLoss;
import org.jukebox4j.core.spectral.SpectralMeasure;
import org.jukebox4j.core.spectral.StftResolution;

/** Spectrograms, the losses on them and their gradients: {@code stft}. */
final class StftCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;
  private static final String SPECTROGRAM = "out.spec.";
  private static final String DISTANCE = "out.norm_diff.";
  private static final String COMPLEX = "out.stft_complex.";
  private static final String WINDOW = "out.hann_";

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(goldenDir, "stft.safetensors", StftCases::check);
  }

  private static void check(GoldenFile file, Comparison comparison) {
    for (String name : file.names()) {
      if (name.startsWith(SPECTROGRAM)) {
        magnitudes(file, name, comparison);
      } else if (name.startsWith(COMPLEX)) {
        complex(file, name, comparison);
      } else if (name.startsWith(DISTANCE)) {
        SpectralLoss loss = new SpectralLoss(resolution(name, DISTANCE));
        pairs(file, name, comparison, loss::between);
      } else if (name.startsWith(WINDOW)) {
        float[] window = HannWindow.periodic(Integer.parseInt(name.substring(WINDOW.length())));
        comparison.floats(name, file.floats(name), window, TOLERANCE);
      }
    }
    losses(file, comparison);
    gradients(file, comparison);
  }

  private static void gradients(GoldenFile file, Comparison comparison) {
    gradient(file, "spectral_loss", new SpectralLoss(), comparison);
    gradient(file, "multispectral_loss", new MultiResolutionSpectralLoss(), comparison);
    gradient(file, "spectral_convergence", new SpectralConvergence(), comparison);
    gradient(file, "log_magnitude_loss", new LogMagnitudeLoss(), comparison);
  }

  /** The gradient of the mean over the items. */
  private static void gradient(
      GoldenFile file, String loss, SpectralMeasure measure, Comparison comparison) {
    float[][] targets = items(file, "in.x");
    float[][] outputs = items(file, "in.y");
    String name = "out.grad_y.mean_" + loss;
    float[] actual = new float[file.floats(name).length];
    int at = 0;
    for (int item = 0; item < outputs.length; item++) {
      for (float value : measure.gradient(targets[item], outputs[item]).gradient()) {
        actual[at++] = value / outputs.length;
      }
    }
    comparison.floats(name, file.floats(name), actual, TOLERANCE);
  }

  private static void losses(GoldenFile file, Comparison comparison) {
    SpectralConvergence convergence = new SpectralConvergence();
    pairs(file, "out.spectral_loss", comparison, new SpectralLoss()::between);
    pairs(file, "out.multispectral_loss", comparison, new MultiResolutionSpectralLoss()::between);
    pairs(file, "out.spectral_convergence", comparison, convergence::between);
    pairs(
        file,
        "out.spectral_convergence_silent",
        comparison,
        (target, output) -> convergence.between(new float[target.length], output));

    float[][] targets = items(file, "in.x");
    float[][] outputs = items(file, "in.y");
    LogMagnitudeLoss logMagnitude = new LogMagnitudeLoss();
    double sum = 0;
    for (int item = 0; item < targets.length; item++) {
      sum += logMagnitude.between(targets[item], outputs[item]);
    }
    comparison.floats(
        "out.log_magnitude_loss",
        file.floats("out.log_magnitude_loss"),
        new float[] {(float) (sum / targets.length)},
        TOLERANCE);
    stereo(file, comparison);
  }

  /** Stereo is heard as the mean of its channels, here against itself at half the amplitude. */
  private static void stereo(GoldenFile file, Comparison comparison) {
    String name = "out.spectral_loss_stereo_vs_half";
    float[][] stereo = items(file, "in.stereo");
    int channels = file.shape("in.stereo")[2];
    float[] losses = new float[stereo.length];
    for (int item = 0; item < losses.length; item++) {
      float[] mono = mono(stereo[item], channels);
      float[] half = new float[mono.length];
      for (int i = 0; i < half.length; i++) {
        half[i] = mono[i] / 2;
      }
      losses[item] = (float) new SpectralLoss().between(mono, half);
    }
    comparison.floats(name, file.floats(name), losses, TOLERANCE);
  }

  private static void magnitudes(GoldenFile file, String name, Comparison comparison) {
    StftResolution resolution = resolution(name, SPECTROGRAM);
    MagnitudeSpectrogram spectrogram =
        new ShortTimeFourierTransform(resolution).magnitudes(items(file, "in.x")[0]);
    float[] actual = new float[resolution.bins() * spectrogram.frames()]; // [bins, frames]
    for (int bin = 0; bin < resolution.bins(); bin++) {
      for (int frame = 0; frame < spectrogram.frames(); frame++) {
        actual[bin * spectrogram.frames() + frame] = spectrogram.at(frame, bin);
      }
    }
    comparison.floats(name, file.floats(name), actual, TOLERANCE);
  }

  private static void complex(GoldenFile file, String name, Comparison comparison) {
    StftResolution resolution = resolution(name, COMPLEX);
    ComplexSpectrogram spectrogram =
        new ShortTimeFourierTransform(resolution).transform(items(file, "in.x")[0]);
    int frames = file.shape(name)[2];
    float[] actual = new float[resolution.bins() * frames * 2]; // [bins, frames, 2]
    for (int bin = 0; bin < resolution.bins(); bin++) {
      for (int frame = 0; frame < frames; frame++) {
        actual[2 * (bin * frames + frame)] = spectrogram.real(frame, bin);
        actual[2 * (bin * frames + frame) + 1] = spectrogram.imaginary(frame, bin);
      }
    }
    comparison.floats(name, file.floats(name), actual, TOLERANCE);
  }

  private static void pairs(
      GoldenFile file,
      String name,
      Comparison comparison,
      ToDoubleBiFunction<float[], float[]> loss) {
    float[][] targets = items(file, "in.x");
    float[][] outputs = items(file, "in.y");
    float[] actual = new float[targets.length];
    for (int item = 0; item < actual.length; item++) {
      actual[item] = (float) loss.applyAsDouble(targets[item], outputs[item]);
    }
    comparison.floats(name, file.floats(name), actual, TOLERANCE);
  }

  /** The resolution in a name such as {@code out.spec.2048_256_1536}. */
  private static StftResolution resolution(String name, String prefix) {
    String[] sizes = name.substring(prefix.length()).split("[_.]", 4);
    return new StftResolution(
        Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
  }

  private static float[][] items(GoldenFile file, String name) {
    float[] all = file.floats(name); // [batch, time, channels]
    int batch = file.shape(name)[0];
    float[][] items = new float[batch][];
    for (int item = 0; item < batch; item++) {
      int size = all.length / batch;
      items[item] = Arrays.copyOfRange(all, item * size, (item + 1) * size);
    }
    return items;
  }

  private static float[] mono(float[] interleaved, int channels) {
    int samples = interleaved.length / channels;
    float[][] block = new float[channels][samples];
    for (int i = 0; i < interleaved.length; i++) {
      block[i % channels][i / channels] = interleaved[i];
    }
    float[] mono = new float[samples];
    MonoMixdown.even().mix(block, samples, mono);
    return mono;
  }
}
