package org.jukebox4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.hierarchy.Level;
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

/** Codes of one level to audio. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 20) // the loops of the shorter decoders are compiled only by then
@Measurement(iterations = 6)
@Fork(1)
public class CodecDecodeBenchmark {
  /** Number of the level whose decoder is used. */
  @Param({"0", "1", "2"})
  public int level;

  private Level decoded;
  private int[] codes;

  /**
   * Makes the codes.
   *
   * @param state the codec
   */
  @Setup
  public void open(CodecState state) {
    decoded = Level.of(level);
    codes = state.codes(decoded);
  }

  /**
   * Decodes.
   *
   * @param state the codec
   * @return the samples
   */
  @Benchmark
  public float[] decode(CodecState state) {
    return state.codec.decode(codes, decoded);
  }
}
