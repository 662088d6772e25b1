package org.jukebox4j.prior.transformer;

import org.jukebox4j.core.kernel.Activation;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.prior.attention.StepBatch;

/** Two dense layers with a quick GELU between them, position by position. */
final class FeedForward {
  private final Linear input;
  private final Linear output;

  private FeedForward(Linear input, Linear output) {
    this.input = input;
    this.output = output;
  }

  static FeedForward from(ParameterScope scope, int width, int hidden) {
    return new FeedForward(
        Linear.inputFirst(scope.child("c_fc"), width, hidden),
        Linear.inputFirst(scope.child("c_proj"), hidden, width));
  }

  int hiddenWidth() {
    return input.outputs();
  }

  /** The first half of a step, before the activation. */
  void widen(float[] x, StepBatch batch, float[] hidden, NativeScratch scratch) {
    input.forward(x, batch.items(), batch.rows(), hidden, scratch);
  }

  /** The second half of a step, after the activation. */
  void narrow(float[] hidden, StepBatch batch, float[] y, NativeScratch scratch) {
    output.forward(hidden, batch.items(), batch.rows(), y, scratch);
  }

  /**
   * Computes the layer.
   *
   * @param x {@code [items * rows, width]}; receives the result
   * @param hidden room for {@code [items * rows, hiddenWidth]}
   */
  void forward(float[] x, int items, int rows, float[] hidden, NativeScratch scratch) {
    input.forward(x, items, rows, hidden, scratch);
    Activation.QUICK_GELU.apply(hidden, 0, items * rows * input.outputs());
    output.forward(hidden, items, rows, x, scratch);
  }
}
