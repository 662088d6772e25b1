package org.jukebox4j.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jukebox4j.core.kernel.BlasThreads;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.kernel.StepThreads;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.core.parameter.RandomParameters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The dense layer of a feed-forward network, {@code [items * rows, width] x [width, width]}. Eight
 * layers take turns, so that in float32 no cache holds their weights.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LinearBenchmark {
  private static final int LAYERS = 8;

  /** Width of the layer, that of an upsampler. */
  @Param("1920")
  public int width;

  /** Rows of an item: 1 is decoding, 32 or 512 a chunk of a prefill. */
  @Param({"1", "512"})
  public int rows;

  /** Sequences decoded at once. */
  @Param("1")
  public int items;

  /** Numbers in which the matrices are held. */
  @Param("FLOAT32")
  public Precision precision;

  private StepThreads threads;
  private NativeScratch scratch;
  private ParameterBinding binding;
  private Linear[] layers;
  private float[] x;
  private float[] y;

  /** Makes the layers with random weights. */
  @Setup
  public void open() {
    threads = StepThreads.start();
    scratch = new NativeScratch(threads);
    binding = new ParameterBinding(new RandomParameters(0), precision);
    layers =
        binding.bind(
            "the benchmark",
            scope ->
                IntStream.range(0, LAYERS)
                    .mapToObj(i -> Linear.inputFirst(scope.child(i), width, width))
                    .toArray(Linear[]::new),
            name -> true);
    x = new float[items * rows * width];
    y = new float[items * rows * width];
    Arrays.fill(x, 0.1f);
  }

  /**
   * One product with each layer.
   *
   * @return the last result, so that it is not optimised away
   */
  @Benchmark
  @OperationsPerInvocation(LAYERS)
  public float[] forward() {
    if (Linear.isFew(rows)) {
      try (BlasThreads ownThreadsOnly = BlasThreads.callerOnly()) {
        forwardEach();
      }
    } else {
      forwardEach();
    }
    return y;
  }

  private void forwardEach() {
    for (Linear layer : layers) {
      layer.forward(x, items, rows, y, scratch);
    }
  }

  /** Frees native memory and ends the threads. */
  @TearDown
  public void close() {
    binding.close();
    scratch.close();
    threads.close();
  }
}
