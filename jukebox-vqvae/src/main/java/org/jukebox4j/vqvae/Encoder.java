package org.jukebox4j.vqvae;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.kernel.Conv1d;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.kernel.TimePipeline;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.ResidualStack;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.residual.ResidualStackConfig;

/**
 * The encoder of one level, {@code [samples, 1] -> [codes, embeddingWidth]}: for each level up to
 * this one, strided convolutions, each followed by a residual stack, and a convolution to the
 * embedding width. Levels share no weights. Source: Dhariwal et al. 2020, §3.2.
 */
final class Encoder {
  private static final int KERNEL = 3;

  private Encoder() {}

  /**
   * Takes the parameters.
   *
   * @param scope where the encoder's parameters are
   * @param config the codec
   * @param level the encoder's level
   * @return its layers
   */
  static TimePipeline from(ParameterScope scope, VqVaeConfig config, Level level) {
    ResidualStackConfig stack = config.level(level).residual().in(DilationOrder.GROWING);
    List<TimeLayer> layers = new ArrayList<>();
    int channels = 1;
    for (int below = 0; below <= level.index(); below++) {
      VqVaeLevelConfig block = config.levels().get(below);
      ParameterScope model = scope.child("level_blocks").child(below).child("model");
      for (int step = 0; step < block.downSteps(); step++) {
        ParameterScope down = model.child(step);
        layers.add(
            Conv1d.from(
                down.child(0),
                ConvolutionShape.downsampling(channels, stack.width(), block.stride())));
        layers.addAll(ResidualStack.from(down.child(1), stack, BlockName.MODEL));
        channels = stack.width();
      }
      layers.add(
          Conv1d.from(
              model.child(block.downSteps()),
              ConvolutionShape.keepingLength(channels, config.embeddingWidth(), KERNEL, 1)));
      channels = config.embeddingWidth();
    }
    return new TimePipeline(layers);
  }
}
