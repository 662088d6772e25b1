package org.jukebox4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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

/**
 * How fast this machine multiplies two large square matrices at the moment, which no prefill and no
 * convolution can beat: {@code 2 * size^3} operations of float32.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class MatrixProductBenchmark {
  /** Rows and columns. */
  @Param("1536")
  public int size;

  private INDArray left;
  private INDArray right;
  private INDArray product;

  /** Makes the matrices. */
  @Setup
  public void open() {
    left = Nd4j.rand(DataType.FLOAT, size, size);
    right = Nd4j.rand(DataType.FLOAT, size, size);
    product = Nd4j.createUninitialized(DataType.FLOAT, new long[] {size, size}, 'f');
  }

  /**
   * Multiplies once.
   *
   * @return the product
   */
  @Benchmark
  public INDArray multiply() {
    return left.mmuli(right, product);
  }
}
