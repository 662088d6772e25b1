package org.jukebox4j.vqvae;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.kernel.Conv1d;
import org.jukebox4j.core.kernel.ConvTranspose1d;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.kernel.TimePipeline;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.residual.ResidualStack;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.residual.ResidualStackConfig;

/**
 * The decoder of one level, {@code [codes, embeddingWidth] -> [samples, 1]}: for each level from
 * this one down, a convolution from the embedding width and residual stacks, each followed by a
 * transposed convolution; then a convolution to one channel. It reads the codes of its own level
 * only. Source: Dhariwal et al. 2020, §3.2.
 */
final class Decoder {
  private static final int KERNEL = 3;

  private Decoder() {}

  /**
   * Takes the parameters.
   *
   * @param scope where the decoder's parameters are
   * @param config the codec
   * @param level the decoder's level
   * @return its layers
   */
  static TimePipeline from(ParameterScope scope, VqVaeConfig config, Level level) {
    ResidualStackConfig stack = config.level(level).residual().in(config.decoderOrder());
    int embedding = config.embeddingWidth();
    List<TimeLayer> layers = new ArrayList<>();
    for (int below = level.index(); below >= 0; below--) {
      VqVaeLevelConfig block = config.levels().get(below);
      ParameterScope model = scope.child("level_blocks").child(below).child("model");
      layers.add(
          Conv1d.from(
              model.child(0), ConvolutionShape.keepingLength(embedding, stack.width(), KERNEL, 1)));
      for (int step = 1; step <= block.downSteps(); step++) {
        ParameterScope up = model.child(step);
        layers.addAll(ResidualStack.from(up.child(0), stack, BlockName.MODEL));
        int outputs = step == block.downSteps() ? embedding : stack.width();
        layers.add(ConvTranspose1d.from(up.child(1), stack.width(), outputs, block.stride()));
      }
    }
    layers.add(
        Conv1d.from(scope.child("out"), ConvolutionShape.keepingLength(embedding, 1, KERNEL, 1)));
    return new TimePipeline(layers);
  }
}
