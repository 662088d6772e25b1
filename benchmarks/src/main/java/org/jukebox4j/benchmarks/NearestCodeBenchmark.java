package org.jukebox4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.codebook.Codebook;
import org.jukebox4j.vqvae.codebook.NearestCode;
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

/** The search for the nearest of the 2,048 codes, for the vectors of 4 s of the bottom level. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 10)
@Fork(1)
public class NearestCodeBenchmark {
  private static final int CODES = 2048;
  private static final int WIDTH = 64;

  /** How many vectors. */
  @Param("22048")
  public int vectors;

  private FloatTensor entries;
  private NearestCode search;
  private float[] x;
  private int[] codes;

  /** Makes codes and vectors. */
  @Setup
  public void open() {
    entries = FloatTensor.of(waves(CODES, 0.37), CODES, WIDTH);
    search = new NearestCode(new Codebook(Level.BOTTOM, entries));
    x = waves(vectors, 0.53);
    codes = new int[vectors];
  }

  private static float[] waves(int rows, double step) {
    float[] values = new float[rows * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i * step);
    }
    return values;
  }

  /**
   * Searches.
   *
   * @return the codes
   */
  @Benchmark
  public int[] find() {
    search.find(x, 0, vectors, codes, 0);
    return codes;
  }

  /** Frees the codes. */
  @TearDown
  public void close() {
    search.close();
    entries.close();
  }
}
