package org.jukebox4j.core.training;

import java.util.List;
import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * An exponential moving average of all trained weights, the weights that are evaluated and
 * published. It begins at the weights themselves and is not debiased. Codebooks are no trained
 * weights and are not averaged here.
 */
public final class WeightAverage implements AutoCloseable {
  private final ParameterBlocks parameters;
  private final ParameterBlocks averages;
  private final float decay;
  private boolean swapped;

  /**
   * An average that equals the weights.
   *
   * @param parameters what is trained, by name; stays the caller's
   * @param decay part of the average that each step keeps, in [0, 1)
   */
  public WeightAverage(Map<String, FloatTensor> parameters, double decay) {
    requireDecay(decay);
    this.parameters = new ParameterBlocks(parameters);
    this.averages = new ParameterBlocks(this.parameters.zerosLike());
    this.decay = (float) decay;
    averages.assign("weights", parameters);
  }

  static void requireDecay(double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "the decay of the weight average must be at least 0 and below 1, but was " + decay);
    }
  }

  /**
   * The original's default decay: about a thousand steps of eight items are remembered.
   *
   * @param itemsPerStep items of a step over all processes, at least 1
   * @return {@code 1 - itemsPerStep / 8000}
   */
  public static double defaultDecay(int itemsPerStep) {
    if (itemsPerStep < 1) {
      throw new IllegalArgumentException(
          "itemsPerStep must be at least 1, but was " + itemsPerStep);
    }
    return Math.max(0, 1 - itemsPerStep / 8.0 / 1000);
  }

  /** Moves the average towards the weights, after a step. */
  public void update() {
    requireUnswapped();
    float kept = decay;
    float added = 1 - decay;
    averages.combine(
        parameters.tensors(),
        (average, weight, length) -> {
          for (int i = 0; i < length; i++) {
            average[i] = kept * average[i] + added * weight[i];
          }
        });
  }

  /**
   * Puts the averages into the parameters, until the result is closed, for saving, sampling and
   * evaluation.
   *
   * @return gives the parameters their weights back when closed
   */
  public Swap swapIn() {
    requireUnswapped();
    exchange();
    swapped = true;
    return () -> {
      if (swapped) {
        swapped = false;
        exchange();
      }
    };
  }

  /** Parameters that hold averages for a while. */
  @FunctionalInterface
  public interface Swap extends AutoCloseable {
    /** Gives the parameters their weights back; closing twice is allowed. */
    @Override
    void close();
  }

  /**
   * Returns the averages, to be saved.
   *
   * @return the average of each parameter by the parameter's name; this object's own memory
   */
  public Map<String, FloatTensor> state() {
    requireUnswapped();
    return averages.named();
  }

  /**
   * Takes over what {@link #state()} gave, bit for bit.
   *
   * @param state the averages by name
   * @throws IllegalArgumentException if one is missing, has another size or is of no parameter
   */
  public void restore(Map<String, FloatTensor> state) {
    requireUnswapped();
    averages.assign("weight averages", state);
  }

  private void requireUnswapped() {
    if (swapped) {
      throw new IllegalStateException(
          "the averages are in the parameters: close what swapIn() gave first");
    }
  }

  private void exchange() {
    List<FloatTensor> weights = parameters.tensors();
    parameters.forEach(
        block -> {
          float[] a = new float[block.length()];
          float[] b = new float[block.length()];
          FloatTensor weight = weights.get(block.parameter());
          FloatTensor average = averages.tensors().get(block.parameter());
          weight.read(block.from(), a, 0, block.length());
          average.read(block.from(), b, 0, block.length());
          weight.write(block.from(), b, 0, block.length());
          average.write(block.from(), a, 0, block.length());
        });
  }

  /** Frees the averages; the parameters are the caller's. */
  @Override
  public void close() {
    averages.tensors().forEach(FloatTensor::close);
  }
}
