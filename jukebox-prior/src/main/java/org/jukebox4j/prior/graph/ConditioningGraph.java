package org.jukebox4j.prior.graph;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphScope;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.conditioning.LabelConditioner.Tables;
import org.jukebox4j.prior.conditioning.TimingConfig;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a prior's graph conditions its codes on: labels, timing and the codes of the level above.
 */
final class ConditioningGraph {
  private final PriorConfig config;
  private final GraphContext context;
  private final Map<String, SDVariable> inputs;
  private final DataType type;

  /**
   * Prepares the conditioning.
   *
   * @param config sizes of the prior
   * @param context what the graph is built with
   * @param inputs placeholders of a {@link PriorBatch} by name
   * @param type of the graph
   */
  ConditioningGraph(
      PriorConfig config, GraphContext context, Map<String, SDVariable> inputs, DataType type) {
    this.config = config;
    this.context = context;
    this.inputs = inputs;
    this.type = type;
  }

  /** What takes the place of the code before the first: artist and genre. */
  @Nullable SDVariable start(GraphScope scope) {
    SDVariable artists = inputs.get(PriorBatch.ARTISTS);
    SDVariable genres = inputs.get(PriorBatch.GENRES);
    if (config.labels() == null || artists == null || genres == null) {
      return null;
    }
    Tables tables =
        new Tables(
            config.labels().artists(), config.labels().genres(), config.transformer().width());
    return LabelGraph.start(
        context,
        scope.child("y_emb"),
        tables,
        new LabelGraph.Names(artists, genres, config.labels().maxGenreWords()));
  }

  /** What is added at every position. */
  @Nullable SDVariable signal(GraphScope scope) {
    SDVariable upper = upperCodes(scope);
    SDVariable timing = timing(scope);
    if (upper == null || timing == null) {
      return upper == null ? timing : upper;
    }
    return upper.add(timing);
  }

  private @Nullable SDVariable timing(GraphScope scope) {
    TimingConfig timing = config.timing();
    SDVariable total = inputs.get(PriorBatch.TOTAL_LENGTH);
    SDVariable absolute = inputs.get(PriorBatch.ABSOLUTE);
    SDVariable relative = inputs.get(PriorBatch.RELATIVE);
    if (timing == null || total == null || absolute == null || relative == null) {
      return null;
    }
    return LabelGraph.timing(
        context,
        scope.child("y_emb"),
        config.transformer().width(),
        new LabelGraph.Bins(total, absolute, relative, config.sequenceLength(), timing.bins()));
  }

  private @Nullable SDVariable upperCodes(GraphScope scope) {
    SDVariable codes = inputs.get(PriorBatch.UPPER_CODES);
    if (config.upsampling() == null || codes == null) {
      return null;
    }
    int length = config.codes().contextLength() / config.upsampling().codesPerUpperCode();
    SDVariable signal =
        UpperLevelGraph.build(
            context,
            scope.child("conditioner_blocks").child(0),
            config.upsampling(),
            BlockName.BLOCKS,
            new UpperLevelGraph.Inputs(codes, length, null));
    int before = config.sequenceLength() - config.codes().contextLength();
    if (before == 0) {
      return signal;
    }
    // Lyrics that stand before the codes have no signal.
    INDArray zeros = Nd4j.zeros(type, context.items(), before, config.transformer().width());
    SameDiff graph = signal.getSameDiff();
    return graph.concat(1, graph.constant(zeros), signal);
  }
}
