package org.jukebox4j.core.kernel;

/**
 * The shape of a one-dimensional convolution.
 *
 * @param inputs input channels
 * @param outputs output channels
 * @param kernel taps
 * @param stride rows of input from one row of output to the next
 * @param padding rows of zeros on either side
 * @param dilation rows of input from one tap to the next
 */
public record ConvolutionShape(
    int inputs, int outputs, int kernel, int stride, int padding, int dilation) {
  /** Checks the numbers. */
  public ConvolutionShape {
    requirePositive("inputs", inputs);
    requirePositive("outputs", outputs);
    requirePositive("kernel", kernel);
    requirePositive("stride", stride);
    requirePositive("dilation", dilation);
    if (padding < 0) {
      throw new IllegalArgumentException("padding must not be negative, but was " + padding);
    }
  }

  /**
   * A convolution that keeps the length: odd kernel, stride 1.
   *
   * @param inputs input channels
   * @param outputs output channels
   * @param kernel taps, odd
   * @param dilation rows of input from one tap to the next
   * @return the shape
   */
  public static ConvolutionShape keepingLength(int inputs, int outputs, int kernel, int dilation) {
    return new ConvolutionShape(
        inputs, outputs, kernel, 1, Math.multiplyExact(kernel / 2, dilation), dilation);
  }

  /**
   * A convolution that divides the length by an even stride: kernel of two strides.
   *
   * @param inputs input channels
   * @param outputs output channels
   * @param stride factor by which the output is shorter
   * @return the shape
   */
  public static ConvolutionShape downsampling(int inputs, int outputs, int stride) {
    return new ConvolutionShape(inputs, outputs, 2 * stride, stride, stride / 2, 1);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
    }
  }
}
