package org.jukebox4j.core.kernel;

/**
 * How the rows (moments of time) that go into a layer correspond to the rows that come out.
 *
 * <p>Step {@code i} reads rows {@code i * stride} to {@code i * stride + span - 1} of the padded
 * input and makes {@code rowsPerStep} rows of output.
 *
 * @param span rows of input that one step reads
 * @param stride rows of input from one step to the next
 * @param paddedBefore zero rows before the first row of input
 * @param paddedAfter zero rows after the last row of input
 * @param rowsPerStep rows of output of one step
 * @param droppedBefore rows of output that are cut off at the start
 * @param droppedAfter rows of output that are cut off at the end
 */
public record TimeGeometry(
    int span,
    int stride,
    int paddedBefore,
    int paddedAfter,
    int rowsPerStep,
    int droppedBefore,
    int droppedAfter) {
  /** Checks that no row of input is passed over. */
  public TimeGeometry {
    if (stride < 1 || stride > span) {
      throw new IllegalArgumentException(
          "stride must be between 1 and the span of " + span + " rows, but was " + stride);
    }
  }

  /**
   * The geometry of a layer that makes one row of output a step and cuts nothing off.
   *
   * @param span rows of input that one step reads
   * @param stride rows of input from one step to the next
   * @param padded zero rows on either side of the input
   * @return the geometry
   */
  public static TimeGeometry convolution(int span, int stride, int padded) {
    return new TimeGeometry(span, stride, padded, padded, 1, 0, 0);
  }

  /**
   * Returns how many steps fit.
   *
   * @param rows rows of padded input
   * @return the number of steps that find all their rows
   */
  public int steps(int rows) {
    return rows < span ? 0 : (rows - span) / stride + 1;
  }

  /**
   * Returns the length of the output for an input of this length.
   *
   * @param rows rows of input, without padding
   * @return rows of output
   */
  public int outputRows(int rows) {
    int steps = steps(Math.addExact(rows, paddedBefore + paddedAfter));
    return Math.max(0, Math.multiplyExact(steps, rowsPerStep) - droppedBefore - droppedAfter);
  }
}
