package org.jukebox4j.prior.transformer;

import org.jukebox4j.core.kernel.Activation;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.parameter.ParameterScope;

/** Two dense layers with a quick GELU between them, position by position. */
final class FeedForward {
  private final Linear input;
  private final Linear output;

  private FeedForward(Linear input, Linear output) {
    this.input = input;
    this.output = output;
  }

  static FeedForward from(ParameterScope scope, int width, int hidden) {
    ParameterScope up = scope.child("c_fc");
    ParameterScope down = scope.child("c_proj");
    return new FeedForward(
        Linear.inputFirst(up.take("w", width, hidden), up.takeVector("b", hidden)),
        Linear.inputFirst(down.take("w", hidden, width), down.takeVector("b", width)));
  }

  int hiddenWidth() {
    return input.outputs();
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
