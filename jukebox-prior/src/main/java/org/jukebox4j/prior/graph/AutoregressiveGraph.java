package org.jukebox4j.prior.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphScope;
import org.jukebox4j.core.graph.KernelOps;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Start;
import org.jukebox4j.prior.kernel.BitsPerCodeKernel;
import org.jukebox4j.prior.kernel.BitsPerCodeKernel.Conditioning;
import org.jukebox4j.prior.kernel.TokenInputKernel;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * An autoregressive model over tokens as part of a graph: embeddings, a transformer, an output
 * matrix and the cross entropy. Source: Dhariwal et al. 2020, §4.
 */
public final class AutoregressiveGraph {
  private final GraphContext context;
  private final AutoregressiveConfig config;
  private final GraphScope scope;
  private final Inputs inputs;
  private final SDVariable embedding;
  private final SDVariable transformed;

  /**
   * What the model reads.
   *
   * @param tokens int, {@code [items, length]}, which it predicts
   * @param heard int, {@code [items, length]}, which it predicts them from: each from those before
   * @param start {@code [items, width]}, takes the place of the embedding at position 0; null for a
   *     learned start token
   * @param perPosition {@code [items, length, width]}, added at every position; null for nothing
   * @param encoder states of a lyrics encoder, {@code [items, encoderLength, width]}; null where
   *     there is none
   * @param alignment receives what the attention to lyrics misses; null for nothing
   */
  public record Inputs(
      SDVariable tokens,
      SDVariable heard,
      @Nullable SDVariable start,
      @Nullable SDVariable perPosition,
      @Nullable SDVariable encoder,
      @Nullable AlignmentLoss alignment) {
    /**
     * Inputs of a model that hears what it predicts, without a loss of the alignment.
     *
     * @param tokens int, {@code [items, length]}
     * @param start {@code [items, width]} or null
     * @param perPosition {@code [items, length, width]} or null
     * @param encoder {@code [items, encoderLength, width]} or null
     */
    public Inputs(
        SDVariable tokens,
        @Nullable SDVariable start,
        @Nullable SDVariable perPosition,
        @Nullable SDVariable encoder) {
      this(tokens, tokens, start, perPosition, encoder, null);
    }
  }

  private AutoregressiveGraph(
      GraphContext context, GraphScope scope, AutoregressiveConfig config, Inputs inputs) {
    this.context = context;
    this.config = config;
    this.scope = scope;
    this.inputs = inputs;
    this.embedding = scope.take("x_emb.weight", config.vocabularySize(), width());
    SDVariable positions = scope.take("pos_emb.pos_emb", length(), width());
    SDVariable x = context.kind() == GraphKind.REFERENCE ? reference(positions) : kernel(positions);
    this.transformed =
        TransformerGraph.of(context, config.transformer(), config.lengths())
            .aligning(inputs.alignment)
            .build(scope.child("transformer"), x, inputs.encoder);
  }

  /**
   * Adds embeddings and transformer to a graph.
   *
   * @param context what the graph is built with
   * @param scope where the parameters {@code x_emb}, {@code pos_emb}, {@code start_token}, {@code
   *     transformer} and {@code x_out} are
   * @param config sizes of the model
   * @param inputs what it reads
   * @return the model, whose states or bits can be taken
   */
  public static AutoregressiveGraph build(
      GraphContext context, GraphScope scope, AutoregressiveConfig config, Inputs inputs) {
    return new AutoregressiveGraph(context, scope, config, inputs);
  }

  private int width() {
    return config.transformer().width();
  }

  private int length() {
    return config.lengths().length();
  }

  private SDVariable start() {
    if (config.start() == Start.TOKEN) {
      return scope.take("start_token", 1, width());
    }
    if (inputs.start == null) {
      throw new IllegalArgumentException(
          "start: this model starts from labels, but none were given");
    }
    return inputs.start;
  }

  private SDVariable kernel(SDVariable positions) {
    List<SDVariable> operands =
        new ArrayList<>(List.of(inputs.heard, embedding, positions, start()));
    if (inputs.perPosition != null) {
      operands.add(inputs.perPosition);
    }
    return KernelOps.applySingle(
        scope.graph(), new TokenInputKernel(context.memory()), operands.toArray(new SDVariable[0]));
  }

  private SDVariable reference(SDVariable positions) {
    int items = context.items();
    SDVariable embedded =
        ReferenceRows.embed(inputs.heard.reshape(items * length()), embedding)
            .reshape(items, length(), width());
    SDVariable before =
        scope.graph().slice(embedded, new int[] {0, 0, 0}, items, length() - 1, width());
    SDVariable first = start().reshape(-1, 1, width());
    if (config.start() == Start.TOKEN && items > 1) {
      SDVariable[] copies = new SDVariable[items];
      Arrays.fill(copies, first);
      first = scope.graph().concat(0, copies); // [items, 1, width]
    }
    SDVariable x =
        scope.graph().concat(1, first, before).add(positions.reshape(1, length(), width()));
    return inputs.perPosition == null ? x : x.add(inputs.perPosition);
  }

  private boolean addsAfterwards() {
    return config.output() == Output.TIED && inputs.perPosition != null;
  }

  /**
   * Returns the states before the output matrix. With a tied output matrix the conditioning is
   * added to them once more.
   *
   * @return {@code [items, length, width]}
   */
  public SDVariable states() {
    return addsAfterwards() ? transformed.add(inputs.perPosition) : transformed;
  }

  /**
   * Adds output matrix and cross entropy.
   *
   * @return bits of each token, {@code [items, length]}
   */
  public SDVariable bits() {
    SDVariable matrix = outputMatrix();
    if (context.kind() == GraphKind.REFERENCE) {
      return ReferenceRows.bits(
              states().reshape(-1, width()),
              matrix,
              inputs.tokens.reshape(context.items() * length()))
          .reshape(context.items(), length());
    }
    if (addsAfterwards() && inputs.perPosition != null) {
      return KernelOps.applySingle(
          scope.graph(),
          new BitsPerCodeKernel(Conditioning.ADDED, context.memory()),
          transformed,
          inputs.perPosition,
          matrix,
          inputs.tokens);
    }
    return KernelOps.applySingle(
        scope.graph(),
        new BitsPerCodeKernel(Conditioning.NONE, context.memory()),
        transformed,
        matrix,
        inputs.tokens);
  }

  private SDVariable outputMatrix() {
    return switch (config.output()) {
      case TIED -> {
        // Checkpoints hold the tied matrix under both names.
        scope.skip("x_out.weight", config.vocabularySize(), width());
        yield embedding;
      }
      case SEPARATE -> scope.take("x_out.weight", config.vocabularySize(), width());
      case NONE -> throw new IllegalStateException("this model has no output matrix");
    };
  }
}
