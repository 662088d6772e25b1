package org.jukebox4j.core.parameter;

import java.util.Optional;
import java.util.Set;
import org.jukebox4j.core.random.SplitMix;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Weights of an untrained model, made by name: a parameter depends on the seed, its name and its
 * shape, not on the order in which parameters are asked for.
 *
 * <p>Matrices and convolutions are nearly normal with deviation {@code 1/sqrt(inputs)}, embeddings
 * have deviation 0.5 and codebooks 0.02, so that neither the codes that an untrained model chooses
 * nor its logits are constant; gains are 1, biases 0. Differs from the original, which starts
 * output projections at zero.
 */
public final class RandomParameters implements ParameterSource {
  private static final int PIECE = 1 << 16;
  private static final float EMBEDDING_DEVIATION = 0.5f;
  private static final float CODEBOOK_DEVIATION = 0.02f;

  /** Deviation of the sum of four uniform 16-bit numbers. */
  private static final double SUM_DEVIATION = Math.sqrt(4 * (65536.0 * 65536.0 - 1) / 12);

  private static final float SUM_MEAN = 2 * 65535f;

  private final long seed;

  /**
   * Starts from a seed.
   *
   * @param seed any number; different seeds give unrelated weights
   */
  public RandomParameters(long seed) {
    this.seed = seed;
  }

  @Override
  public Optional<FloatTensor> find(String name, int... expectedShape) {
    FloatTensor tensor = FloatTensor.zeros(expectedShape);
    if (isShift(name)) {
      return Optional.of(tensor);
    }
    boolean gain = isGain(name, expectedShape);
    float deviation = gain ? 0 : deviation(name, expectedShape);
    long state = stateOf(name);
    float[] piece = new float[Math.min(PIECE, tensor.size())];
    for (int from = 0; from < tensor.size(); from += PIECE) {
      int length = Math.min(PIECE, tensor.size() - from);
      for (int i = 0; i < length; i++) {
        piece[i] = gain ? 1 : deviation * nearlyNormal(SplitMix.next(state, from + i));
      }
      tensor.write(from, piece, 0, length);
    }
    return Optional.of(tensor);
  }

  @Override
  public Set<String> names() {
    return Set.of();
  }

  private static boolean isShift(String name) {
    String last = lastPart(name);
    return last.equals("bias") || last.equals("b");
  }

  /** The gain of a layer norm is the only weight of one axis. */
  private static boolean isGain(String name, int[] shape) {
    return shape.length == 1 && lastPart(name).equals("weight");
  }

  private static float deviation(String name, int[] shape) {
    String last = lastPart(name);
    if (last.equals("k")) {
      return CODEBOOK_DEVIATION;
    }
    if (last.equals("w") && shape.length == 2) {
      return perInput(shape[0]);
    }
    boolean outputMatrix = name.endsWith("x_out.weight");
    if (last.equals("weight") && (shape.length == 3 || outputMatrix)) {
      int taps = shape.length == 3 ? shape[2] : 1;
      return perInput((double) shape[1] * taps);
    }
    return EMBEDDING_DEVIATION;
  }

  private static float perInput(double inputs) {
    return (float) (1 / Math.sqrt(Math.max(1, inputs)));
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private long stateOf(String name) {
    long state = SplitMix.next(seed, name.length());
    for (int i = 0; i < name.length(); i++) {
      state = SplitMix.next(state, name.charAt(i));
    }
    return state;
  }

  /** Sum of four uniform numbers: mean 0, deviation 1, never beyond 3.5 deviations. */
  private static float nearlyNormal(long bits) {
    long sum =
        (bits & 0xffff) + ((bits >>> 16) & 0xffff) + ((bits >>> 32) & 0xffff) + (bits >>> 48);
    return (sum - SUM_MEAN) * (float) (1 / SUM_DEVIATION);
  }
}
