package org.jukebox4j.core.kernel;

/**
 * The shape of a transposed convolution.
 *
 * @param inputs input channels
 * @param outputs output channels
 * @param stride rows of output for one row of input, even
 */
public record UpsamplingShape(int inputs, int outputs, int stride) {
  /** Checks the numbers. */
  public UpsamplingShape {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "inputs and outputs must be at least 1, but were %d and %d".formatted(inputs, outputs));
    }
    if (stride < 2 || stride % 2 != 0) {
      throw new IllegalArgumentException("stride must be even, but was " + stride);
    }
  }
}
