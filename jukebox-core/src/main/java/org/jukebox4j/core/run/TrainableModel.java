package org.jukebox4j.core.run;

import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Something that learns from batches.
 *
 * <p>A step asks for {@link #gradients} of one or more batches, changes the {@link #parameters} and
 * then calls {@link #stepMade}; a step that is left out because its loss or its gradients are not
 * finite ends with {@link #stepLeftOut} instead, so that whatever else the batch would have changed
 * stays as it was.
 *
 * @param <B> what a batch is
 */
public interface TrainableModel<B> extends AutoCloseable {
  /**
   * Returns what is trained by gradient.
   *
   * @return the model's own float32 memory by name, which the optimiser changes in place; always
   *     the same tensors
   */
  Map<String, FloatTensor> parameters();

  /**
   * Computes the loss of a batch and its gradients. Nothing that {@link #state} gives may change.
   *
   * @param batch the batch
   * @return loss, gradients and metrics
   */
  BatchGradients gradients(B batch);

  /**
   * Takes over what the batches since the last step change beside the parameters, such as the
   * averages of a codebook. The parameters have their new values already.
   *
   * @param step number of the step that was made, from 0; key of whatever is drawn at random
   * @return metrics of this change by name
   */
  default Map<String, Double> stepMade(long step) {
    return Map.of();
  }

  /**
   * Forgets the batches since the last step, whose loss or gradients were not fit to learn from.
   *
   * @param step number of the step that was left out, from 0
   */
  default void stepLeftOut(long step) {}

  /**
   * Computes what a batch that is not learnt says about the model.
   *
   * @param batch the batch
   * @return metrics by name
   */
  Map<String, Double> evaluate(B batch);

  /**
   * Returns what the model remembers beside its parameters.
   *
   * @return the state, to be saved at once
   */
  default ModelState state() {
    return ModelState.EMPTY;
  }

  /**
   * Takes over what {@link #state} gave, bit for bit.
   *
   * @param saved the state; its tensors are copied
   */
  default void restore(ModelState saved) {}

  /**
   * Returns what the finished model consists of.
   *
   * @return weights by the names that the model is loaded with
   */
  default Map<String, FloatTensor> weights() {
    return parameters();
  }

  @Override
  void close();
}
