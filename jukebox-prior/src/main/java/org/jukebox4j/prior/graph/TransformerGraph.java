package org.jukebox4j.prior.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphScope;
import org.jukebox4j.core.graph.KernelOps;
import org.jukebox4j.prior.attention.AttentionGeometry;
import org.jukebox4j.prior.kernel.ResidualBlockKernel;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.nd4j.autodiff.samediff.SDVariable;

/** A stack of residual attention blocks as part of a graph. */
public final class TransformerGraph {
  private final GraphContext context;
  private final TransformerConfig config;
  private final AttentionGeometry geometry;
  private final @Nullable AlignmentLoss alignment;

  private TransformerGraph(
      GraphContext context,
      TransformerConfig config,
      AttentionGeometry geometry,
      @Nullable AlignmentLoss alignment) {
    this.alignment = alignment;
    this.context = context;
    this.config = config;
    this.geometry = geometry;
  }

  /**
   * Prepares a stack.
   *
   * @param context what the graph is built with
   * @param config sizes of the stack
   * @param lengths of the sequence, a lyrics encoder and a lyrics prefix
   * @return the stack, not yet part of a graph
   */
  public static TransformerGraph of(
      GraphContext context, TransformerConfig config, SequenceLengths lengths) {
    return new TransformerGraph(
        context,
        config,
        new AttentionGeometry(
            lengths.length(),
            config.attention().blocks(),
            config.attention().spread(),
            lengths.encoderLength(),
            lengths.prefixLength()),
        null);
  }

  /** The same stack, whose layers add to a loss what their attention to lyrics misses. */
  TransformerGraph aligning(@Nullable AlignmentLoss loss) {
    return new TransformerGraph(context, config, geometry, loss);
  }

  /**
   * Adds the stack to a graph.
   *
   * @param scope where the parameters {@code _attn_mods.0} to {@code _attn_mods.(depth-1)} are
   * @param x {@code [items, length, width]}
   * @param encoder {@code [items, encoderLength, width]}; null where there is none
   * @return {@code [items, length, width]}
   */
  public SDVariable build(GraphScope scope, SDVariable x, @Nullable SDVariable encoder) {
    SDVariable h = x;
    for (int layer = 0; layer < config.depth(); layer++) {
      h = block(scope.child("_attn_mods").child(layer), layer, h, encoder);
    }
    return h;
  }

  private SDVariable block(
      GraphScope scope, int layer, SDVariable x, @Nullable SDVariable encoder) {
    AttentionShape shape =
        new AttentionShape(
            config.attention().schedule().kindOf(layer).over(geometry),
            geometry.length(),
            config.width(),
            config.state(),
            config.attention().heads());
    BlockVariables variables = BlockVariables.from(scope, shape, config.hiddenWidth());
    SDVariable seen = AttentionGraph.requireEncoder(shape, encoder);
    if (context.kind() == GraphKind.REFERENCE) {
      return reference(shape, variables, x, seen);
    }
    List<SDVariable> inputs = new ArrayList<>();
    inputs.add(x);
    if (seen != null) {
      inputs.add(seen);
    }
    inputs.addAll(variables.all());
    AlignmentLoss loss = seen == null ? null : alignment;
    if (loss != null) {
      inputs.add(loss.first());
      inputs.add(loss.end());
      List<SDVariable> results =
          KernelOps.apply(
              scope.graph(),
              new ResidualBlockKernel(
                  shape.guided(config.residualScale(), loss.head()), context.memory()),
              inputs.toArray(new SDVariable[0]));
      loss.add(results.get(1));
      return results.get(0);
    }
    return KernelOps.applySingle(
        scope.graph(),
        new ResidualBlockKernel(shape.block(config.residualScale()), context.memory()),
        inputs.toArray(new SDVariable[0]));
  }

  private SDVariable reference(
      AttentionShape shape, BlockVariables variables, SDVariable x, @Nullable SDVariable encoder) {
    SDVariable rows = x.reshape(-1, shape.width()); // [items * length, width]
    SDVariable a =
        ReferenceAttention.build(
            ReferenceRows.norm(rows, variables.firstGain(), variables.firstShift()),
            encoder == null ? null : encoder.reshape(-1, shape.width()),
            variables.attention(),
            shape,
            new ReferenceAttention.Batch(context.items(), encoder == null ? null : alignment));
    SDVariable hidden =
        ReferenceRows.dense(
            ReferenceRows.norm(rows.add(a), variables.secondGain(), variables.secondShift()),
            variables.upWeight(),
            variables.upBias());
    SDVariable m =
        ReferenceRows.dense(
            ReferenceRows.quickGelu(hidden), variables.downWeight(), variables.downBias());
    return rows.add(a.add(m).mul(config.residualScale()))
        .reshape(context.items(), shape.length(), shape.width());
  }
}
