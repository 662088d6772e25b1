package org.jukebox4j.prior.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphInput;

/**
 * The dense layers around attention.
 *
 * @param input gives queries, keys and values; with an encoder only queries
 * @param encoder gives keys and values from encoder states; null without an encoder
 * @param output projects what was attended to
 * @param state width of queries, keys and values
 */
record AttentionParameters(
    DenseLayer input, @Nullable DenseLayer encoder, DenseLayer output, int state) {
  /** Takes weight and bias of each layer in the order of the components. */
  static AttentionParameters of(List<GraphInput> inputs, int first, boolean attendsToEncoder) {
    int at = first + 2;
    DenseLayer encoder = null;
    if (attendsToEncoder) {
      encoder = DenseLayer.of(inputs.get(at), inputs.get(at + 1));
      at += 2;
    }
    return new AttentionParameters(
        DenseLayer.of(inputs.get(first), inputs.get(first + 1)),
        encoder,
        DenseLayer.of(inputs.get(at), inputs.get(at + 1)),
        inputs.get(at).dimension(0));
  }
}
