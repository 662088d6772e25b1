package org.jukebox4j.vqvae;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.core.sequence.LayerPlan;
import org.jukebox4j.core.sequence.LayerSequence;

/**
 * The decoder of one level, {@code [codes, embeddingWidth] -> [samples, 1]}: for each level from
 * this one down, a convolution from the embedding width and residual stacks, each followed by a
 * transposed convolution; then a convolution to one channel. It reads the codes of its own level
 * only. Source: Dhariwal et al. 2020, §3.2.
 */
public final class Decoder {
  private static final int KERNEL = 3;

  private Decoder() {}

  /**
   * Plans the layers.
   *
   * @param config the codec
   * @param level the decoder's level
   * @return its layers, under the full names of their parameters
   */
  public static LayerSequence plan(VqVaeConfig config, Level level) {
    ResidualStackConfig stack = config.level(level).decoderResidual().in(config.decoderOrder());
    int embedding = config.embeddingWidth();
    String root = "decoders." + level.index() + ".";
    List<LayerPlan> layers = new ArrayList<>();
    for (int below = level.index(); below >= 0; below--) {
      VqVaeLevelConfig block = config.levels().get(below);
      String model = root + "level_blocks." + below + ".model.";
      layers.add(
          LayerPlan.convolution(
              model + "0", ConvolutionShape.keepingLength(embedding, stack.width(), KERNEL, 1)));
      for (int step = 1; step <= block.downSteps(); step++) {
        String up = model + step;
        layers.addAll(LayerPlan.residualStack(up + ".0", stack, BlockName.MODEL));
        int outputs = step == block.downSteps() ? embedding : stack.width();
        layers.add(
            LayerPlan.transposedConvolution(up + ".1", stack.width(), outputs, block.stride()));
      }
    }
    layers.add(
        LayerPlan.convolution(
            root + "out", ConvolutionShape.keepingLength(embedding, 1, KERNEL, 1)));
    return new LayerSequence("decoder of the %s level".formatted(level.label()), layers);
  }
}
