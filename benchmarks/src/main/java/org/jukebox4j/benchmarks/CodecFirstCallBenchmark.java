package org.jukebox4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.hierarchy.Level;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a program waits for that encodes a recording once and then decodes it once: nothing is
 * compiled when it begins. Each method is measured once in a process of its own.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class CodecFirstCallBenchmark {
  /** The codec, after its first recording was encoded. */
  @State(Scope.Benchmark)
  public static class Encoded {
    private final int[][] codes = new int[Level.values().length][];

    /**
     * Encodes at every level, which is not measured.
     *
     * @param state the codec
     */
    @Setup
    public void encode(CodecState state) {
      for (Level level : Level.values()) {
        codes[level.index()] = state.codec.encode(state.audio, level);
      }
    }
  }

  /**
   * Encodes at every level.
   *
   * @param state the codec
   * @param hole takes the codes
   */
  @Benchmark
  public void firstEncode(CodecState state, Blackhole hole) {
    for (Level level : Level.values()) {
      hole.consume(state.codec.encode(state.audio, level));
    }
  }

  /**
   * Decodes from every level.
   *
   * @param state the codec
   * @param encoded its codes
   * @param hole takes the samples
   */
  @Benchmark
  public void firstDecode(CodecState state, Encoded encoded, Blackhole hole) {
    for (Level level : Level.values()) {
      hole.consume(state.codec.decode(encoded.codes[level.index()], level));
    }
  }
}
