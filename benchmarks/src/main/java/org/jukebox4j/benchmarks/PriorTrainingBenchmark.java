package org.jukebox4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jukebox4j.prior.dataset.WindowBatch;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One training step of a small prior: forward, backward, clipping and Adam. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 10)
@Fork(1)
public class PriorTrainingBenchmark {
  private static final double LEARNING_RATE = 3e-4;

  /** Width of the transformer. */
  @Param("256")
  public int width;

  /** Layers of the transformer. */
  @Param("8")
  public int depth;

  /** Codes of a window; two windows are a batch. */
  @Param("1024")
  public int context;

  private TrainingPrior prior;
  private WindowBatch batch;

  /** Makes the prior and what it learns. */
  @Setup
  public void open() {
    prior = new TrainingPrior(new TrainingPrior.Size(width, depth, context), LEARNING_RATE);
    batch = prior.anyCodes(0);
  }

  /**
   * A whole step.
   *
   * @return the loss
   */
  @Benchmark
  public double step() {
    return prior.step(batch).loss();
  }

  /**
   * A step without the optimiser.
   *
   * @return the loss
   */
  @Benchmark
  public double gradients() {
    return prior.gradients(batch).loss();
  }

  /** Frees weights and memory. */
  @TearDown
  public void close() {
    prior.close();
  }
}
