package org.jukebox4j.prior.graph;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphScope;
import org.jukebox4j.core.graph.KernelOps;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.sequence.LayerSequence;
import org.jukebox4j.core.sequence.SequenceShape;
import org.jukebox4j.prior.conditioning.UpperLevelConditioner;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;
import org.jukebox4j.prior.kernel.LayerNormKernel;
import org.nd4j.autodiff.samediff.SDVariable;

/** The conditioner on the level above as part of a graph. Source: Dhariwal et al. 2020, §4.1. */
public final class UpperLevelGraph {
  private UpperLevelGraph() {}

  /**
   * What the conditioner reads.
   *
   * @param codes codes of the level above, int {@code [items, length]}
   * @param length their number in a window
   * @param added {@code [items, length, width]}, added to the embeddings; null for nothing
   */
  public record Inputs(SDVariable codes, int length, @Nullable SDVariable added) {}

  /**
   * Adds the conditioner to a graph.
   *
   * @param context what the graph is built with
   * @param scope where the parameters {@code x_emb}, {@code cond} and {@code ln} are
   * @param config its numbers
   * @param blocks the name that the lists of residual blocks have
   * @param inputs what it reads
   * @return {@code [items, length * codesPerUpperCode, width]}
   */
  public static SDVariable build(
      GraphContext context,
      GraphScope scope,
      UpperLevelConditionerConfig config,
      BlockName blocks,
      Inputs inputs) {
    int items = context.items();
    SDVariable table = scope.child("x_emb").take("weight", config.codebookSize(), config.width());
    SDVariable codes = inputs.codes.reshape(items, inputs.length, 1);
    SDVariable embedded =
        new EmbeddingSum(context, "codes of the level above", items, inputs.length)
            .plus(codes, 1, table)
            .build(config.width());
    SDVariable x = inputs.added == null ? embedded : embedded.add(inputs.added);
    LayerSequence layers = UpperLevelConditioner.plan("", config, blocks);
    Map<String, int[]> shapes = layers.parameters();
    SDVariable y =
        layers.build(
            context.kind(),
            x,
            new SequenceShape(items, inputs.length),
            name -> scope.take(name, shapes.getOrDefault(name, new int[0])));
    return normalised(context, scope.child("ln"), config, y);
  }

  private static SDVariable normalised(
      GraphContext context, GraphScope scope, UpperLevelConditionerConfig config, SDVariable y) {
    SDVariable gain = scope.take("weight", config.width());
    SDVariable shift = scope.take("bias", config.width());
    return context.kind() == GraphKind.KERNEL
        ? KernelOps.applySingle(
            scope.graph(), new LayerNormKernel(context.memory()), y, gain, shift)
        : ReferenceRows.norm(y.reshape(-1, config.width()), gain, shift)
            .reshape(context.items(), -1, config.width());
  }
}
