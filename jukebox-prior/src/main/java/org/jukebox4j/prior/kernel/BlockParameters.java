package org.jukebox4j.prior.kernel;

import java.util.List;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.kernel.LayerNorm;

/**
 * The layers of a residual attention block over the memory of a graph.
 *
 * @param beforeAttention normalises the input
 * @param attention the dense layers around attention
 * @param beforeFeedForward normalises the sum of input and attention
 * @param up first layer of the feed-forward part
 * @param down second layer of the feed-forward part
 */
record BlockParameters(
    LayerNorm beforeAttention,
    AttentionParameters attention,
    LayerNorm beforeFeedForward,
    DenseLayer up,
    DenseLayer down) {
  static BlockParameters of(List<GraphInput> inputs, boolean attendsToEncoder) {
    int first = attendsToEncoder ? 2 : 1;
    int second = attendsToEncoder ? 10 : 7;
    return new BlockParameters(
        norm(inputs, first),
        AttentionParameters.of(inputs, first + 2, attendsToEncoder),
        norm(inputs, second),
        DenseLayer.of(inputs.get(second + 2), inputs.get(second + 3)),
        DenseLayer.of(inputs.get(second + 4), inputs.get(second + 5)));
  }

  private static LayerNorm norm(List<GraphInput> inputs, int at) {
    return new LayerNorm(inputs.get(at).floats(), inputs.get(at + 1).floats());
  }
}
