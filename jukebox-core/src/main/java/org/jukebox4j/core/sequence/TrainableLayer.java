package org.jukebox4j.core.sequence;

import java.util.List;

/**
 * A layer over time with its gradients. Weights come and go in the layout of checkpoints; they
 * change from step to step, so they are loaded, not constructed. Used by one thread at a time, its
 * work goes to all processors.
 */
interface TrainableLayer {
  /** Width of an output row. */
  int outputs();

  /** Length of the output for an input of this length. */
  int outputRows(int rows);

  /**
   * Takes the values of the parameters.
   *
   * @param parameters in the order of {@link LayerPlan#parameters}
   */
  void load(List<float[]> parameters);

  /**
   * Computes the output, and keeps what only this layer can know for the way back.
   *
   * @param x {@code [items, rows, inputs]}
   * @param y receives {@code [items, outputRows(rows), outputs]}
   * @param memory shared with the other layers
   */
  void forward(BatchRows x, BatchRows y, SequenceMemory memory);

  /**
   * Computes the gradients after a {@link #forward} of the same input.
   *
   * @param x the input
   * @param gradient with respect to the output; may be changed
   * @param spare room for the gradient with respect to the input
   * @param parameters receive the gradient with respect to each parameter
   * @param memory shared with the other layers
   * @return the gradient with respect to the input, in {@code spare} or in place of the other one
   */
  BatchRows backward(
      BatchRows x,
      BatchRows gradient,
      float[] spare,
      List<float[]> parameters,
      SequenceMemory memory);
}
