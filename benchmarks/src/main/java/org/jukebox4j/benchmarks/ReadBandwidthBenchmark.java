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

  /** Places that are read side by side, so that several reads are under way. */
  private static final int STREAMS = 4;

  /** Reads between two meetings of the threads, 1 MB. */
  private static final int PIECE = BYTES_OF_A_MEGABYTE / Integer.BYTES;

  /** Size of the array, many times that of the caches. */
  @Param("256")
  public int megabytes;

  private StepThreads threads;
  private int[] array;
  private int[] sums;

  /** Makes the array. */
  @Setup
  public void open() {
    threads = StepThreads.start();
    array = new int[megabytes * PIECE];
    Arrays.fill(array, 1);
    sums = new int[megabytes];
  }

  /**
   * Reads the array once.
   *
   * @return what was added up
   */
  @Benchmark
  public int[] read() {
    threads.run(megabytes, this::add);
    return sums;
  }

  private void add(int piece) {
    int[] a = array;
    int length = PIECE / STREAMS;
    int first = piece * PIECE;
    int second = first + length;
    int third = second + length;
    int fourth = third + length;
    int sum = 0;
    // The compiler turns a sum of integers into vector instructions, but not one of floats.
    for (int i = 0; i < length; i++) {
      sum += a[first + i] + a[second + i] + a[third + i] + a[fourth + i];
    }
    sums[piece] = sum;
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    threads.close();
  }
}
