package org.jukebox4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.prior.attention.AttentionGeometry;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.attention.AttentionScratch;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.attention.KeyValueCache;
import org.jukebox4j.prior.attention.MultiHeadAttention;
import org.jukebox4j.prior.attention.StepBatch;
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
 * The attention of one layer of an upsampler, projections included, for one position: how its cost
 * grows with the position shows which kinds look at more the longer the sequence is.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AttentionStepBenchmark {
  private static final int LENGTH = 8192;
  private static final int BLOCKS = 128;
  private static final int LYRICS = 512;
  private static final int SPREAD = 8;

  /** Which keys are seen. */
  @Param({"DENSE", "ROW", "COLUMN", "PREVIOUS_ROW", "SUMMARY", "SUMMARY_SPREAD", "LYRICS"})
  public AttentionKind kind;

  /** The position that is computed; the last of a row sees most of it. */
  @Param({"0", "1023", "2047", "4095", "8191"})
  public int position;

  /** Sequences at once. */
  @Param("1")
  public int batch;

  /** Width of the sequence's rows. */
  @Param("1920")
  public int width;

  private ParameterBinding binding;
  private MultiHeadAttention layer;
  private NativeScratch linear;
  private MultiHeadAttention.Memory memory;
  private float[] x;
  private float[] y;

  /** Makes the layer with random weights and a cache of zeros. */
  @Setup
  public void open() {
    int state = width / 4;
    binding = new ParameterBinding(new RandomParameters(0));
    AttentionGeometry geometry = new AttentionGeometry(LENGTH, BLOCKS, SPREAD, LYRICS, 0);
    layer =
        binding.bind(
            "the benchmark",
            scope -> MultiHeadAttention.from(scope, kind.over(geometry), width, state, 1),
            name -> true);
    EncoderStates lyrics =
        kind == AttentionKind.LYRICS
            ? new EncoderStates(new float[batch * LYRICS * width], batch, LYRICS)
            : null;
    linear = new NativeScratch();
    memory =
        new MultiHeadAttention.Memory(
            layer.openCache(batch, lyrics, linear), new AttentionScratch(1, state, linear));
    x = new float[batch * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i * 0.37);
    }
    y = new float[x.length];
  }

  /**
   * One position of every sequence.
   *
   * @return the rows that come out
   */
  @Benchmark
  public float[] step() {
    layer.step(x, new StepBatch(batch, 1, position), memory, y, null);
    return y;
  }

  /** Frees caches and weights. */
  @TearDown
  public void close() {
    try (KeyValueCache cache = memory.cache();
        AttentionScratch scratch = memory.scratch();
        NativeScratch owned = linear) {
      binding.close();
    }
  }
}
