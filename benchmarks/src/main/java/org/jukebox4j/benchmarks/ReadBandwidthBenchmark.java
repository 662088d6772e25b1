package org.jukebox4j.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.kernel.StepThreads;
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

/**
 * How fast this machine reads memory at the moment: all processors add up a large array, as the
 * STREAM benchmark does. No decoding step can be faster than its weights are read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 15)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class ReadBandwidthBenchmark {
  private static final int BYTES_OF_A_MEGABYTE = 1 << 20;

  /** Sums that stay in the first-level cache. */
  private static final int SUMS = 1024;

  /** Reads between two meetings of the threads, 1 MB. */
  private static final int PIECE = BYTES_OF_A_MEGABYTE / Float.BYTES;

  /** Size of the array, many times that of the caches. */
  @Param("256")
  public int megabytes;

  private StepThreads threads;
  private float[] array;
  private float[][] sums;

  /** Makes the array. */
  @Setup
  public void open() {
    threads = StepThreads.start();
    array = new float[megabytes * PIECE];
    Arrays.fill(array, 1e-3f);
    sums = new float[megabytes][SUMS];
  }

  /**
   * Reads the array once.
   *
   * @return what was added up
   */
  @Benchmark
  public float[][] read() {
    threads.run(megabytes, this::add);
    return sums;
  }

  private void add(int piece) {
    float[] s = sums[piece];
    float[] a = array;
    for (int from = piece * PIECE; from < (piece + 1) * PIECE; from += SUMS) {
      for (int i = 0; i < SUMS; i++) {
        s[i] += a[from + i];
      }
    }
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    threads.close();
  }
}
