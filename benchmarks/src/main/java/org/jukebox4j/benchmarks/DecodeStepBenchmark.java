package org.jukebox4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.random.KeyedRandom;
import org.jukebox4j.prior.autoregressive.AutoregressiveDecoder;
import org.jukebox4j.prior.autoregressive.AutoregressiveModel;
import org.jukebox4j.prior.autoregressive.InputConditioning;
import org.jukebox4j.sampling.token.Categorical;
import org.jukebox4j.sampling.token.FilteredSampler;
import org.jukebox4j.sampling.token.Temperature;
import org.jukebox4j.sampling.token.TokenSampler;
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
 * One autoregressive step: embedding, layers with caches, output matrix, temperature, softmax and
 * draw. Steps follow each other, so the position moves on by one each time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 30) // until all loops are compiled; sampling takes thousands of steps
@Measurement(iterations = 5)
@Fork(1)
public class DecodeStepBenchmark {
  private static final int PROMPT_CHUNK = 512;

  /**
   * Steps of an invocation. Between two invocations the threads fall asleep, which they do not
   * between two steps of a song.
   */
  private static final int STEPS = 20;

  /** Which prior: upsampler, 1b, 5b, small or mini. */
  @Param("upsampler")
  public String geometry;

  /** Sequences decoded at once. */
  @Param("1")
  public int batch;

  /** Codes that are there before the first step: a number, or half the context. */
  @Param({"0", "half"})
  public String start;

  /** Numbers in which the matrices are held. */
  @Param("FLOAT32")
  public Precision precision;

  private ParameterBinding binding;
  private AutoregressiveDecoder decoder;
  private TokenSampler sampler;
  private int tokens;

  /** Makes the layers with random weights and fills the caches up to the start. */
  @Setup
  public void open() {
    DecoderGeometry shape = DecoderGeometry.of(geometry);
    tokens = shape.tokens();
    binding = new ParameterBinding(new RandomParameters(0), precision);
    AutoregressiveModel model =
        binding.bind(
            "the benchmark",
            scope -> AutoregressiveModel.from(scope, shape.config()),
            name -> true);
    List<float[]> perPosition = new ArrayList<>();
    for (int item = 0; item < batch && shape.conditioned(); item++) {
      perPosition.add(new float[shape.context() * shape.width()]);
    }
    decoder = model.open(new InputConditioning(batch, null, perPosition), null);
    KeyedRandom random = new KeyedRandom(7);
    sampler =
        new FilteredSampler(
            List.of(new Temperature(0.99)),
            new Categorical((item, position) -> random.uniform(Level.BOTTOM, item, position)));
    int known = start.equals("half") ? shape.context() / 2 : Integer.parseInt(start);
    if (known > 0) {
      decoder.append(prompt(known), PROMPT_CHUNK);
    }
  }

  private List<int[]> prompt(int length) {
    List<int[]> codes = new ArrayList<>();
    for (int item = 0; item < batch; item++) {
      int[] ofItem = new int[length];
      for (int i = 0; i < length; i++) {
        ofItem[i] = (i * 31 + item) % tokens;
      }
      codes.add(ofItem);
    }
    return codes;
  }

  /**
   * Steps of every sequence.
   *
   * @return the last codes drawn
   */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public int[] step() {
    int[] last = new int[0];
    for (int step = 0; step < STEPS; step++) {
      last = oneStep();
    }
    return last;
  }

  private int[] oneStep() {
    float[] logits = decoder.logits();
    int[] next = new int[batch];
    for (int item = 0; item < batch; item++) {
      next[item] = sampler.choose(logits, item * tokens, tokens, item, decoder.position());
    }
    decoder.append(next);
    return next;
  }

  /** Frees caches and weights. */
  @TearDown
  public void close() {
    decoder.close();
    binding.close();
  }
}
