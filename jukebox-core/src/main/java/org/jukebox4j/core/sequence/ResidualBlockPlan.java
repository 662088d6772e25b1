package org.jukebox4j.core.sequence;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.residual.ResidualStack;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.nd4j.autodiff.samediff.SDVariable;

/** One block of a residual stack. */
final class ResidualBlockPlan extends LayerPlan {
  private static final int TAPS = 3;

  private final String stack;
  private final ResidualStackConfig config;
  private final BlockName blocks;
  private final int index;

  ResidualBlockPlan(String stack, ResidualStackConfig config, BlockName blocks, int index) {
    this.stack = stack;
    this.config = config;
    this.blocks = blocks;
    this.index = index;
  }

  private String prefix() {
    return stack + "." + blocks.word() + "." + index + ".model.";
  }

  private int dilation() {
    return config.dilations().dilations(config.depth())[index];
  }

  @Override
  public Map<String, int[]> parameters() {
    int width = config.width();
    int hidden = config.hiddenWidth();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(prefix() + "1.weight", new int[] {hidden, width, TAPS});
    shapes.put(prefix() + "1.bias", new int[] {hidden});
    shapes.put(prefix() + "3.weight", new int[] {width, hidden, 1});
    shapes.put(prefix() + "3.bias", new int[] {width});
    return shapes;
  }

  @Override
  int inputs() {
    return config.width();
  }

  @Override
  TimeLayer open(ParameterScope root) {
    return ResidualStack.block(root.child(stack), config, blocks, index);
  }

  @Override
  TrainableLayer trainable(LayerArithmetic arithmetic) {
    return new TrainableResidualBlock(config, dilation(), arithmetic);
  }

  @Override
  SDVariable reference(SDVariable x, ReferenceRows graph) {
    return graph.residualBlock(x, prefix(), config, dilation());
  }
}
