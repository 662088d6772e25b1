package org.jukebox4j.core.training;

import java.util.List;
import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The mean of the gradients of several small batches, for one step as if they had been one batch.
 * Batches are added in the order in which they come.
 */
public final class GradientAccumulation implements AutoCloseable {
  private final ParameterBlocks sums;
  private int count;

  /**
   * An accumulation that holds nothing yet.
   *
   * @param parameters what is trained; only names and shapes matter
   */
  public GradientAccumulation(Map<String, FloatTensor> parameters) {
    this.sums = new ParameterBlocks(new ParameterBlocks(parameters).zerosLike());
  }

  /**
   * Adds the gradients of a batch.
   *
   * @param gradients gradient with respect to each parameter, by name; copied
   */
  public void add(Map<String, FloatTensor> gradients) {
    if (count == 0) {
      sums.assign("gradients", gradients);
    } else {
      List<FloatTensor> aligned = sums.align("gradients", gradients);
      sums.combine(
          aligned,
          (sum, gradient, length) -> {
            for (int i = 0; i < length; i++) {
              sum[i] += gradient[i];
            }
          });
    }
    count++;
  }

  /**
   * Returns how many batches were added since the last step.
   *
   * @return their number
   */
  public int count() {
    return count;
  }

  /**
   * Returns the mean and begins anew.
   *
   * @return the mean gradients, valid until the next batch is added
   * @throws IllegalStateException if no batch was added
   */
  public Map<String, FloatTensor> takeMean() {
    if (count == 0) {
      throw new IllegalStateException("no gradients were added since the last step");
    }
    if (count > 1) {
      float divisor = count;
      sums.combine(
          sums.tensors(),
          (sum, same, length) -> {
            for (int i = 0; i < length; i++) {
              sum[i] = same[i] / divisor;
            }
          });
    }
    count = 0;
    return sums.named();
  }

  /** Frees the sums. */
  @Override
  public void close() {
    sums.tensors().forEach(FloatTensor::close);
  }
}
