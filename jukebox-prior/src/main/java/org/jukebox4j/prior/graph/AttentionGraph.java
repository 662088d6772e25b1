package org.jukebox4j.prior.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphScope;
import org.jukebox4j.core.graph.KernelOps;
import org.jukebox4j.prior.kernel.AttentionKernel;
import org.nd4j.autodiff.samediff.SDVariable;

/** Multi-head attention of any kind, with its projections, as part of a graph. */
public final class AttentionGraph {
  private AttentionGraph() {}

  /**
   * Adds the attention to a graph.
   *
   * @param context what the graph is built with
   * @param scope where the parameters {@code c_attn}, {@code c_proj} and, for attention to an
   *     encoder, {@code c_enc_kv} are
   * @param shape the sizes
   * @param x {@code [items, length, width]}
   * @param encoder {@code [items, encoderLength, width]}; null where there is none
   * @return {@code [items, length, width]}
   */
  public static SDVariable build(
      GraphContext context,
      GraphScope scope,
      AttentionShape shape,
      SDVariable x,
      @Nullable SDVariable encoder) {
    AttentionVariables variables = AttentionVariables.from(scope, shape);
    SDVariable seen = requireEncoder(shape, encoder);
    if (context.kind() == GraphKind.REFERENCE) {
      return ReferenceAttention.build(
              x.reshape(-1, shape.width()),
              seen == null ? null : seen.reshape(-1, shape.width()),
              variables,
              shape,
              new ReferenceAttention.Batch(context.items(), null))
          .reshape(context.items(), shape.length(), shape.width());
    }
    List<SDVariable> inputs = new ArrayList<>();
    inputs.add(x);
    if (seen != null) {
      inputs.add(seen);
    }
    inputs.addAll(variables.all());
    return KernelOps.applySingle(
        scope.graph(),
        new AttentionKernel(shape.block(1), context.memory()),
        inputs.toArray(new SDVariable[0]));
  }

  /** The encoder states where the kind attends to them, otherwise null. */
  static @Nullable SDVariable requireEncoder(AttentionShape shape, @Nullable SDVariable encoder) {
    if (!shape.kind().attendsToEncoder()) {
      return null;
    }
    if (encoder == null) {
      throw new IllegalArgumentException(
          "encoder: a layer attends to a lyrics encoder, but no encoder states were given");
    }
    return encoder;
  }
}
