package org.jukebox4j.core.parameter;

/** How the elements of a parameter are before training. */
public sealed interface InitialValues {
  /**
   * All the same.
   *
   * @param value the value
   */
  record Constant(double value) implements InitialValues {}

  /**
   * Uniform around 0.
   *
   * @param bound largest magnitude
   */
  record Uniform(double bound) implements InitialValues {}

  /**
   * Normal around 0.
   *
   * @param deviation standard deviation
   */
  record Normal(double deviation) implements InitialValues {}

  /**
   * Returns what convolutions and their biases begin with, uniform within {@code 1 / sqrt(inputs)}.
   *
   * @param weightShape shape of the weight, {@code [outputs, inputs, taps]}
   * @return the values, for the weight and for its bias
   */
  static InitialValues ofConvolution(int... weightShape) {
    return new Uniform(1 / Math.sqrt(Math.max(1, (double) weightShape[1] * weightShape[2])));
  }
}
