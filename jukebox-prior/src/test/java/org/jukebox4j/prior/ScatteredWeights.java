package org.jukebox4j.prior;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;

/** Weights for tests: everything is random and nothing is 0 or 1, biases and gains included. */
public final class ScatteredWeights implements ParameterSource {
  private final long seed;

  /**
   * Starts from a seed.
   *
   * @param seed any number
   */
  public ScatteredWeights(long seed) {
    this.seed = seed;
  }

  @Override
  public Optional<FloatTensor> find(String name, int... expectedShape) {
    FloatTensor shaped = FloatTensor.unallocated(expectedShape);
    float[] values = new float[Math.toIntExact(shaped.size())];
    Random random = new Random(seed * 31 + name.hashCode());
    boolean gain = name.contains("ln_") && name.endsWith("weight");
    double deviation = expectedShape.length > 1 ? 1 / Math.sqrt(expectedShape[0]) : 0.3;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((gain ? 1 : 0) + deviation * random.nextGaussian());
    }
    return Optional.of(FloatTensor.of(values, expectedShape));
  }

  @Override
  public Set<String> names() {
    return Set.of();
  }
}
