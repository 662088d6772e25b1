package org.jukebox4j.core.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The optimiser Adam (Kingma and Ba 2015) in the form that the original trains with: epsilon is
 * added to the root of the second moment <em>before</em> its bias is corrected, and weight decay
 * ({@link WeightDecay#WITH_THE_STEP}) is part of the step. Step {@code t}, counted from 1:
 *
 * <pre>
 *   g = gradient / divisor
 *   m = beta1 m + (1 - beta1) g
 *   v = beta2 v + (1 - beta2) g²
 *   w = w - rate sqrt(1 - beta2^t) / (1 - beta1^t) (m / (sqrt(v) + epsilon) + decay w)
 * </pre>
 *
 * <p>Weights are updated in place, on all processors; the result does not depend on how many there
 * are. Not for use by several threads at once.
 */
public final class Adam implements AutoCloseable {
  private static final String FIRST = "first_moment.";
  private static final String SECOND = "second_moment.";

  private final AdamSettings settings;
  private final ParameterBlocks parameters;
  private final ParameterBlocks first;
  private final ParameterBlocks second;
  private long steps;

  /**
   * An optimiser whose averages are zero.
   *
   * @param parameters what is trained, by name; stays the caller's, who closes it
   * @param settings the settings
   */
  public Adam(Map<String, FloatTensor> parameters, AdamSettings settings) {
    this.settings = settings;
    this.parameters = new ParameterBlocks(parameters);
    this.first = new ParameterBlocks(this.parameters.zerosLike());
    this.second = new ParameterBlocks(this.parameters.zerosLike());
  }

  /**
   * Makes one step.
   *
   * @param gradients gradient with respect to each parameter, by name
   * @param learningRate the learning rate of this step
   * @param divisor what every gradient is divided by: 1, or what {@link GradientClipping} says
   * @throws IllegalArgumentException if a gradient is missing, has another size or is of no
   *     parameter
   */
  public void step(Map<String, FloatTensor> gradients, double learningRate, double divisor) {
    List<FloatTensor> aligned = parameters.align("gradients", gradients);
    steps++;
    AdamArithmetic arithmetic = new AdamArithmetic(settings, steps, learningRate, divisor);
    parameters.forEach(block -> update(block, aligned.get(block.parameter()), arithmetic));
  }

  private void update(
      ParameterBlocks.Block block, FloatTensor gradient, AdamArithmetic arithmetic) {
    int chunk = Math.min(ParameterBlocks.CHUNK, block.length());
    float[] w = new float[chunk];
    float[] g = new float[chunk];
    float[] m = new float[chunk];
    float[] v = new float[chunk];
    FloatTensor weights = parameters.tensors().get(block.parameter());
    FloatTensor means = first.tensors().get(block.parameter());
    FloatTensor squares = second.tensors().get(block.parameter());
    int end = block.from() + block.length();
    for (int at = block.from(); at < end; at += chunk) {
      int length = Math.min(chunk, end - at);
      weights.read(at, w, 0, length);
      gradient.read(at, g, 0, length);
      means.read(at, m, 0, length);
      squares.read(at, v, 0, length);
      arithmetic.update(w, g, m, v, length);
      weights.write(at, w, 0, length);
      means.write(at, m, 0, length);
      squares.write(at, v, 0, length);
    }
  }

  /**
   * Returns how many steps were made.
   *
   * @return the number of steps, which the bias correction depends on
   */
  public long steps() {
    return steps;
  }

  /**
   * Returns the averages, to be saved.
   *
   * @return {@code first_moment.NAME} and {@code second_moment.NAME} for each parameter, in the
   *     parameter's shape; the optimiser's own memory, which the next step changes
   */
  public Map<String, FloatTensor> state() {
    Map<String, FloatTensor> state = new LinkedHashMap<>();
    first.named().forEach((name, tensor) -> state.put(FIRST + name, tensor));
    second.named().forEach((name, tensor) -> state.put(SECOND + name, tensor));
    return state;
  }

  /**
   * Takes over what {@link #state()} and {@link #steps()} gave, bit for bit.
   *
   * @param count how many steps had been made
   * @param state the averages by name
   * @throws IllegalArgumentException if an average is missing, has another size or is of no
   *     parameter
   */
  public void restore(long count, Map<String, FloatTensor> state) {
    if (count < 0) {
      throw new IllegalArgumentException("steps must not be negative, but was " + count);
    }
    new ParameterBlocks(state()).assign("state of the optimiser", state);
    steps = count;
  }

  /** Frees the averages; the parameters are the caller's. */
  @Override
  public void close() {
    first.tensors().forEach(FloatTensor::close);
    second.tensors().forEach(FloatTensor::close);
  }
}
