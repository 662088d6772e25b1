package org.jukebox4j.core.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * One layer over time before it has weights: what it is and how checkpoints name its parameters.
 * The layer that encodes and decodes, the one that is trained, and its reference graph are all made
 * from the plan, so they cannot differ in shape or name.
 */
public abstract sealed class LayerPlan
    permits ConvolutionPlan, TransposedConvolutionPlan, ResidualBlockPlan {
  /**
   * A convolution.
   *
   * @param name prefix of its parameters {@code weight} and {@code bias}
   * @param shape its shape
   * @return the plan
   */
  public static LayerPlan convolution(String name, ConvolutionShape shape) {
    return new ConvolutionPlan(name, shape);
  }

  /**
   * A transposed convolution that multiplies the length by a stride.
   *
   * @param name prefix of its parameters {@code weight} and {@code bias}
   * @param inputs input channels
   * @param outputs output channels
   * @param stride rows of output for one row of input, even
   * @return the plan
   */
  public static LayerPlan transposedConvolution(String name, int inputs, int outputs, int stride) {
    return new TransposedConvolutionPlan(name, inputs, outputs, stride);
  }

  /**
   * The blocks of a residual stack.
   *
   * @param name prefix of the stack's parameters
   * @param config its numbers
   * @param blocks the name that the list of blocks has
   * @return the plans in the order of execution
   */
  public static List<LayerPlan> residualStack(
      String name, ResidualStackConfig config, BlockName blocks) {
    List<LayerPlan> plans = new ArrayList<>();
    for (int block = 0; block < config.depth(); block++) {
      plans.add(new ResidualBlockPlan(name, config, blocks, block));
    }
    return plans;
  }

  /**
   * Lists the parameters.
   *
   * @return full name to shape, in the layout of checkpoints
   */
  public abstract Map<String, int[]> parameters();

  /** Width of an input row. */
  abstract int inputs();

  /** The layer with weights for computing without gradients. */
  abstract TimeLayer open(ParameterScope root);

  /** The layer for training. */
  abstract TrainableLayer trainable(LayerArithmetic arithmetic);

  /**
   * The layer in SameDiff's own operations.
   *
   * @param x {@code [items, rows, inputs]}
   * @param graph knows the parameters and the lengths
   * @return {@code [items, outputRows(rows), outputs]}
   */
  abstract SDVariable reference(SDVariable x, ReferenceRows graph);
}
