package org.jukebox4j.vqvae;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.core.sequence.LayerPlan;
import org.jukebox4j.core.sequence.LayerSequence;

/**
 * The encoder of one level, {@code [samples, 1] -> [codes, embeddingWidth]}: for each level up to
 * this one, strided convolutions, each followed by a residual stack, and a convolution to the
 * embedding width. Levels share no weights. Source: Dhariwal et al. 2020, §3.2.
 */
public final class Encoder {
  private static final int KERNEL = 3;

  private Encoder() {}

  /**
   * Plans the layers.
   *
   * @param config the codec
   * @param level the encoder's level
   * @return its layers, under the full names of their parameters
   */
  public static LayerSequence plan(VqVaeConfig config, Level level) {
    ResidualStackConfig stack = config.level(level).residual().in(DilationOrder.GROWING);
    List<LayerPlan> layers = new ArrayList<>();
    int channels = 1;
    for (int below = 0; below <= level.index(); below++) {
      VqVaeLevelConfig block = config.levels().get(below);
      String model = "encoders.%d.level_blocks.%d.model.".formatted(level.index(), below);
      for (int step = 0; step < block.downSteps(); step++) {
        ConvolutionShape down =
            ConvolutionShape.downsampling(channels, stack.width(), block.stride());
        layers.add(LayerPlan.convolution(model + step + ".0", down));
        layers.addAll(LayerPlan.residualStack(model + step + ".1", stack, BlockName.MODEL));
        channels = stack.width();
      }
      layers.add(
          LayerPlan.convolution(
              model + block.downSteps(),
              ConvolutionShape.keepingLength(channels, config.embeddingWidth(), KERNEL, 1)));
      channels = config.embeddingWidth();
    }
    return new LayerSequence("encoder of the %s level".formatted(level.label()), layers);
  }
}
