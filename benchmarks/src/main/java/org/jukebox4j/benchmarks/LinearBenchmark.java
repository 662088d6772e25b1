package org.jukebox4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.tensor.FloatTensor;
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

/** The dense layer of an upsampler's feed-forward network, {@code [rows, 1920] x [1920, 1920]}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LinearBenchmark {
  private static final int WIDTH = 1920;

  /** Rows of the one item: 1 is decoding, 512 a chunk of a prefill. */
  @Param({"1", "512"})
  public int rows;

  private final NativeScratch scratch = new NativeScratch();
  private FloatTensor weight;
  private Linear layer;
  private float[] x;
  private float[] y;

  /** Makes the layer. */
  @Setup
  public void open() {
    weight = FloatTensor.zeros(WIDTH, WIDTH);
    layer = Linear.inputFirst(weight, new float[WIDTH]);
    x = new float[rows * WIDTH];
    y = new float[rows * WIDTH];
  }

  /**
   * One product.
   *
   * @return the result, so that it is not optimised away
   */
  @Benchmark
  public float[] forward() {
    layer.forward(x, 1, rows, y, scratch);
    return y;
  }

  /** Frees native memory. */
  @TearDown
  public void close() {
    weight.close();
    scratch.close();
  }
}
