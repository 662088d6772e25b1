package org.jukebox4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.hierarchy.Level;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Audio to codes: all three encoders and the search for the nearest codes. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 10) // until all loops are compiled
@Measurement(iterations = 6)
@Fork(1)
public class CodecEncodeBenchmark {
  /**
   * Encodes at every level.
   *
   * @param state the codec
   * @param hole takes the codes
   */
  @Benchmark
  public void encode(CodecState state, Blackhole hole) {
    for (Level level : Level.values()) {
      hole.consume(state.codec.encode(state.audio, level));
    }
  }
}
