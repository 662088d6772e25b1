package org.jukebox4j.core.residual;

import java.util.Optional;
import org.jukebox4j.core.kernel.ShiftedRows;
import org.jukebox4j.core.kernel.TileScratch;
import org.jukebox4j.core.kernel.TimeGeometry;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.vector.RowArithmetic;
import org.jukebox4j.core.vector.TapShape;

/** A {@link ResidualBlock} in vector instructions, over the rows where they are. */
final class ShiftedResidualBlock implements TimeLayer {
  private final RowArithmetic arithmetic = RowArithmetic.fastest();
  private final int width;
  private final int hidden;
  private final int dilation;
  private final ShiftedRows dilated;
  private final ShiftedRows pointwise;

  private ShiftedResidualBlock(
      ResidualStackConfig config, int dilation, ShiftedRows dilated, ShiftedRows pointwise) {
    this.width = config.width();
    this.hidden = config.hiddenWidth();
    this.dilation = dilation;
    this.dilated = dilated;
    this.pointwise = pointwise;
  }

  /**
   * Makes the block if this form suits it.
   *
   * @param parameters its parameters; closed if this form suits them
   * @param config the stack
   * @param dilation rows from one tap to the next
   * @return the block; empty without vector instructions, and for wide blocks
   */
  static Optional<TimeLayer> of(
      BlockParameters parameters, ResidualStackConfig config, int dilation) {
    int width = config.width();
    int hidden = config.hiddenWidth();
    TapShape seen = new TapShape(BlockParameters.TAPS, dilation * width, width);
    return ShiftedRows.of(seen, width, parameters.dilated(), parameters.dilatedBias())
        .map(
            first ->
                new ShiftedResidualBlock(
                    config,
                    dilation,
                    first,
                    ShiftedRows.of(
                            new TapShape(1, 0, hidden),
                            hidden,
                            scaled(parameters.pointwise(), config.scale().factor(config.depth())),
                            parameters.pointwiseBias())
                        .orElseThrow()));
  }

  private static FloatTensor scaled(FloatTensor weight, float scale) {
    float[] values = weight.toArray();
    weight.close();
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return FloatTensor.of(values, values.length);
  }

  @Override
  public TimeGeometry geometry() {
    return TimeGeometry.convolution(2 * dilation + 1, 1, dilation);
  }

  @Override
  public int inputs() {
    return width;
  }

  @Override
  public int outputs() {
    return width;
  }

  @Override
  public void forward(float[] x, int from, int steps, float[] y, int to, TileScratch scratch) {
    int seen = (steps + 2 * dilation) * width;
    float[] rectified = scratch.array(seen);
    float[] between = scratch.between(steps * hidden);
    arithmetic.rectify(x, from, rectified, 0, seen);
    dilated.forward(rectified, 0, steps, between, 0, scratch); // [steps, hidden]
    arithmetic.rectify(between, 0, between, 0, steps * hidden);
    pointwise.bias().fill(y, to, steps * width);
    arithmetic.add(x, from + dilation * width, y, to, steps * width); // the residual connection
    pointwise.addTo(between, 0, steps, y, to);
  }

  @Override
  public void close() {
    dilated.close();
    pointwise.close();
  }
}
