package org.jukebox4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.spectral.MultiResolutionSpectralLoss;
import org.jukebox4j.core.training.TrainingStep;
import org.jukebox4j.vqvae.training.VqVaeStep;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A training step of the small codec, two items of 65,536 samples, and the parts of it that can be
 * run alone. What is left of {@link #gradients} without the losses are the convolutions, and
 * SameDiff's own cost, which {@link KernelOperationBenchmark} measures for each operation.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 12) // until all loops are compiled
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class VqVaeTrainingBenchmark {
  /**
   * A whole step: losses, gradients, codebooks, clipping, Adam.
   *
   * @param state the codec
   * @return what was done
   */
  @Benchmark
  public TrainingStep step(VqVaeTrainingState state) {
    VqVaeStep step = state.gradients();
    state.updateCodebooks(step);
    return state.updateWeights(step);
  }

  /**
   * Losses and gradients of the graph.
   *
   * @param state the codec
   * @return the step
   */
  @Benchmark
  public VqVaeStep gradients(VqVaeTrainingState state) {
    return state.gradients();
  }

  /**
   * The encoders of all levels, forward.
   *
   * @param state the codec
   * @param hole takes the vectors
   */
  @Benchmark
  public void encoders(VqVaeTrainingState state, Blackhole hole) {
    state.graph.encode(state.audio).forEach(hole::consume);
  }

  /**
   * The spectral losses of all levels with their gradients.
   *
   * @param state the codec
   * @param hole takes the gradients
   */
  @Benchmark
  public void spectra(VqVaeTrainingState state, Blackhole hole) {
    MultiResolutionSpectralLoss loss = new MultiResolutionSpectralLoss();
    for (int item = 0; item < state.items; item++) {
      var target = loss.spectraOf(state.item(item));
      for (int level = 0; level < state.config.levels().size(); level++) {
        hole.consume(loss.gradient(target, state.last.levels().get(level).output()[item]));
      }
    }
  }

  /**
   * The search for the nearest codes and the codebook averages.
   *
   * @param state the codec
   */
  @Benchmark
  public void codebooks(VqVaeTrainingState state) {
    state.updateCodebooks(state.last);
  }

  /**
   * Clipping and Adam.
   *
   * @param state the codec
   * @return what was done
   */
  @Benchmark
  public TrainingStep optimiser(VqVaeTrainingState state) {
    return state.updateWeights(state.last);
  }
}
