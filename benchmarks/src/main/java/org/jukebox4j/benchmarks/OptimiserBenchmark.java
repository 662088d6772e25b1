package org.jukebox4j.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.training.Adam;
import org.jukebox4j.core.training.AdamSettings;
import org.jukebox4j.core.training.GlobalNorm;
import org.jukebox4j.core.training.WeightAverage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a training step costs beside its gradients, for ten million weights in ten tensors. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OptimiserBenchmark {
  private static final int TENSORS = 10;
  private static final int SIDE = 1000;

  private final Map<String, FloatTensor> weights = new LinkedHashMap<>();
  private final Map<String, FloatTensor> gradients = new LinkedHashMap<>();
  private Adam adam;
  private WeightAverage average;

  /** Makes weights of zeros and gradients that differ. */
  @Setup
  public void open() {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    for (int i = 0; i < TENSORS; i++) {
      weights.put("weight" + i, FloatTensor.zeros(SIDE, SIDE));
      gradients.put("weight" + i, FloatTensor.of(values, SIDE, SIDE));
    }
    adam = new Adam(weights, AdamSettings.defaults());
    average = new WeightAverage(weights, 0.999);
  }

  /** One step of the optimiser. */
  @Benchmark
  public void adam() {
    adam.step(gradients, 1e-3, 2);
  }

  /** The averages of one step. */
  @Benchmark
  public void average() {
    average.update();
  }

  /**
   * The norm that clipping needs.
   *
   * @return the norm, so that it is not optimised away
   */
  @Benchmark
  public double norm() {
    return GlobalNorm.of(gradients);
  }

  /** Frees native memory. */
  @TearDown
  public void close() {
    adam.close();
    average.close();
    weights.values().forEach(FloatTensor::close);
    gradients.values().forEach(FloatTensor::close);
  }
}
