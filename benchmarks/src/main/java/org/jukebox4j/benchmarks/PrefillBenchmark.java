package org.jukebox4j.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.prior.autoregressive.AutoregressiveDecoder;
import org.jukebox4j.prior.autoregressive.AutoregressiveModel;
import org.jukebox4j.prior.autoregressive.InputConditioning;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Known codes go through six layers of an upsampler in chunks, as at the start of a window. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 6)
@Fork(1)
public class PrefillBenchmark {
  /** Which prior: upsampler, 1b, 5b or small. */
  @Param("upsampler")
  public String geometry;

  /** Number of known codes. */
  @Param("2048")
  public int codes;

  /** How many of them are computed at a time. */
  @Param("512")
  public int chunk;

  /** Numbers in which the matrices are held. */
  @Param("FLOAT32")
  public Precision precision;

  private ParameterBinding binding;
  private AutoregressiveModel model;
  private AutoregressiveDecoder decoder;
  private List<int[]> prompt;

  /** Makes the layers with random weights. */
  @Setup
  public void load() {
    DecoderGeometry shape = DecoderGeometry.of(geometry);
    binding = new ParameterBinding(new RandomParameters(0), precision);
    model =
        binding.bind(
            "the benchmark",
            scope -> AutoregressiveModel.from(scope, shape.config()),
            name -> true);
    prompt = List.of(IntStream.range(0, codes).map(i -> i * 31 % shape.tokens()).toArray());
  }

  /** Opens empty caches. */
  @Setup(Level.Invocation)
  public void open() {
    DecoderGeometry shape = DecoderGeometry.of(geometry);
    decoder =
        model.open(
            new InputConditioning(
                1,
                null,
                shape.conditioned()
                    ? List.of(new float[shape.context() * shape.width()])
                    : List.of()),
            null);
  }

  /**
   * Fills the caches.
   *
   * @return the decoder
   */
  @Benchmark
  public AutoregressiveDecoder prefill() {
    decoder.append(prompt, chunk);
    return decoder;
  }

  /** Frees the caches. */
  @TearDown(Level.Invocation)
  public void close() {
    decoder.close();
  }

  /** Frees the weights. */
  @TearDown
  public void unload() {
    binding.close();
  }
}
