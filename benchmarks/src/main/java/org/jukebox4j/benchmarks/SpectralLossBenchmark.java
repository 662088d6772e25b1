package org.jukebox4j.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.spectral.MagnitudeSpectrogram;
import org.jukebox4j.core.spectral.MultiResolutionSpectralLoss;
import org.jukebox4j.core.spectral.ShortTimeFourierTransform;
import org.jukebox4j.core.spectral.StftResolution;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Spectra and the multi-resolution spectral loss of about 4 s of audio. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 10)
@Fork(1)
public class SpectralLossBenchmark {
  /** Samples at 44.1 kHz. */
  @Param("176384")
  public int samples;

  private final ShortTimeFourierTransform transform =
      new ShortTimeFourierTransform(StftResolution.SPECTRAL_LOSS);
  private final MultiResolutionSpectralLoss loss = new MultiResolutionSpectralLoss();
  private float[] target;
  private float[] output;
  private List<MagnitudeSpectrogram> spectra;

  /** Makes two signals. */
  @Setup
  public void open() {
    target = new float[samples];
    output = new float[samples];
    for (int i = 0; i < samples; i++) {
      target[i] = (float) (0.3 * Math.sin(i * 0.05) + 0.2 * Math.sin(i * 0.31));
      output[i] = (float) (0.25 * Math.sin(i * 0.05) + 0.2 * Math.sin(i * 0.33));
    }
    spectra = loss.spectraOf(target);
  }

  /**
   * The magnitudes of one resolution, 2,048 points every 256 samples.
   *
   * @return the spectra
   */
  @Benchmark
  public MagnitudeSpectrogram stft() {
    return transform.magnitudes(target);
  }

  /**
   * The loss of all three resolutions and its gradient, the spectra of the target known.
   *
   * @return loss and gradient
   */
  @Benchmark
  public Object lossWithGradient() {
    return loss.gradient(spectra, output);
  }
}
