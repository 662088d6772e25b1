package org.jukebox4j.core.parameter;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jukebox4j.core.random.SplitMix;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The weights that training begins with. A parameter depends on the seed and its name, not on the
 * order in which parameters are asked for.
 */
public final class InitialParameters implements ParameterSource {
  private static final int PIECE = 1 << 16;
  private static final double UNIT = 0x1p-53;

  private final long seed;
  private final Map<String, InitialValues> values;

  /**
   * Prepares weights.
   *
   * @param seed any number; different seeds give unrelated weights
   * @param values how each parameter begins, by name
   */
  public InitialParameters(long seed, Map<String, InitialValues> values) {
    this.seed = seed;
    this.values = Map.copyOf(values);
  }

  @Override
  public Optional<FloatTensor> find(String name, int... expectedShape) {
    return Optional.ofNullable(values.get(name)).map(how -> make(name, how, expectedShape));
  }

  @Override
  public Set<String> names() {
    return values.keySet();
  }

  private FloatTensor make(String name, InitialValues how, int[] shape) {
    FloatTensor tensor = FloatTensor.zeros(shape);
    long state = stateOf(name);
    float[] piece = new float[Math.min(PIECE, tensor.size())];
    for (int from = 0; from < tensor.size(); from += PIECE) {
      int length = Math.min(PIECE, tensor.size() - from);
      for (int i = 0; i < length; i++) {
        piece[i] = (float) element(how, state, from + i);
      }
      tensor.write(from, piece, 0, length);
    }
    return tensor;
  }

  private static double element(InitialValues how, long state, int index) {
    if (how instanceof InitialValues.Uniform uniform) {
      return uniform.bound() * (2 * uniform(state, 2L * index) - 1);
    }
    if (how instanceof InitialValues.Normal normal) {
      return normal.deviation() * normal(state, index);
    }
    return ((InitialValues.Constant) how).value();
  }

  /** Box and Muller's transform of two uniform numbers. */
  private static double normal(long state, int index) {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform(state, 2L * index)));
    return radius * Math.cos(2 * Math.PI * uniform(state, 2L * index + 1));
  }

  private static double uniform(long state, long counter) {
    return (SplitMix.next(state, counter) >>> 11) * UNIT;
  }

  private long stateOf(String name) {
    long state = SplitMix.next(seed, name.length());
    for (int i = 0; i < name.length(); i++) {
      state = SplitMix.next(state, name.charAt(i));
    }
    return state;
  }
}
