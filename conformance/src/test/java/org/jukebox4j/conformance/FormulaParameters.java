package org.jukebox4j.conformance;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Weights from a formula over name and index, so that a full-size codec needs no weight file;
 * codebooks are then moved to where the encoder's output lies.
 */
final class FormulaParameters implements ParameterSource {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final GoldenFile file;

  FormulaParameters(GoldenFile file) {
    this.file = file;
  }

  @Override
  public Optional<FloatTensor> find(String name, int... shape) {
    float[] values = new float[(int) size(shape)];
    double amplitude = amplitude(name, shape);
    long hash = hash(name);
    for (int i = 0; i < values.length; i++) {
      long z = mixed(hash + (i + 1) * STEP);
      values[i] = (float) (((z >>> 40) / (double) (1 << 24) * 2 - 1) * amplitude);
    }
    if (name.endsWith(".k")) {
      moveCodebook(name, shape, values);
    }
    return Optional.of(FloatTensor.of(values, shape));
  }

  private void moveCodebook(String name, int[] shape, float[] values) {
    String[] parts = name.split("\\.");
    String level = parts[parts.length - 2];
    float[] mean = file.floats("in.k_mean." + level);
    float[] deviation = file.floats("in.k_std." + level);
    for (int i = 0; i < values.length; i++) {
      int channel = i % shape[1];
      values[i] = values[i] * deviation[channel] + mean[channel];
    }
  }

  private static double amplitude(String name, int[] shape) {
    if (shape.length == 3) {
      return Math.sqrt(3.0 / (shape[1] * shape[2]));
    }
    return name.endsWith(".k") ? 1.5 : 0.1;
  }

  private static long size(int[] shape) {
    long size = 1;
    for (int length : shape) {
      size *= length;
    }
    return size;
  }

  private static long hash(String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  private static long mixed(long seed) {
    long z = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public Set<String> names() {
    return Set.of();
  }
}
