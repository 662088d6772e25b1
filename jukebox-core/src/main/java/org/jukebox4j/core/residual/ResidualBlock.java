package org.jukebox4j.core.residual;

import org.jukebox4j.core.kernel.BiasRows;
import org.jukebox4j.core.kernel.ShiftedProduct;
import org.jukebox4j.core.kernel.TileScratch;
import org.jukebox4j.core.kernel.TimeGeometry;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * {@code y = x + s * conv1(relu(conv3(relu(x))))}, where {@code conv3} has three taps at the
 * block's dilation and {@code conv1} has one. Source: Dhariwal et al. 2020, §3.1.
 *
 * <p>The whole block is computed tile by tile, so that nothing between its two convolutions leaves
 * a core's cache.
 */
final class ResidualBlock implements TimeLayer {
  private final int width;
  private final int hidden;
  private final int dilation;
  private final float scale;
  private final ShiftedProduct dilated;
  private final BiasRows dilatedBias;
  private final ShiftedProduct pointwise;
  private final BiasRows pointwiseBias;

  /**
   * Makes the block.
   *
   * @param parameters its parameters
   * @param config the stack
   * @param dilation rows from one tap to the next
   */
  ResidualBlock(BlockParameters parameters, ResidualStackConfig config, int dilation) {
    width = config.width();
    hidden = config.hiddenWidth();
    this.dilation = dilation;
    scale = config.scale().factor(config.depth());
    dilated = new ShiftedProduct(parameters.dilated(), BlockParameters.TAPS, dilation);
    dilatedBias = new BiasRows(parameters.dilatedBias());
    pointwise = new ShiftedProduct(parameters.pointwise(), 1, 1);
    pointwiseBias = new BiasRows(parameters.pointwiseBias());
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
    int inner = steps * hidden;
    int outer = steps * width;
    FloatTensor in = scratch.in(Math.max(dilated.inputSize(steps), pointwise.inputSize(steps)));
    FloatTensor out = scratch.out(Math.max(dilated.outputSize(steps), pointwise.outputSize(steps)));
    int tapDistance = dilated.loadRectified(x, from, steps, in, scratch);
    dilatedBias.fill(out, inner);
    dilated.accumulate(in, tapDistance, steps, 1f, out); // [steps, hidden]
    scratch.rectify(out, in, inner);
    out.write(0, x, from + dilation * width, outer); // [steps, width], the residual connection
    pointwise.accumulate(in, 0, steps, scale, out);
    scratch.readAdding(out, pointwiseBias, outer, y, to);
  }

  @Override
  public void close() {
    dilated.close();
    pointwise.close();
  }
}
