package org.jukebox4j.prior.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.run.BatchGradients;
import org.jukebox4j.core.run.TrainableModel;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.PriorLoss;
import org.jukebox4j.prior.dataset.WindowBatch;
import org.jukebox4j.prior.graph.GraphContext;
import org.jukebox4j.prior.graph.PriorGraph;
import org.jukebox4j.prior.kernel.KernelMemory;

/**
 * A prior that learns from windows of codes. Its loss is in bits. Source: Dhariwal et al. 2020, §4.
 *
 * <p>Used by one thread at a time.
 */
public final class TrainablePrior implements TrainableModel<WindowBatch> {
  private final PriorGraph graph;
  private final Map<String, FloatTensor> parameters;
  private final boolean aligns;

  /**
   * Builds a prior to be trained.
   *
   * @param config its sizes
   * @param weights the weights that it begins with; copied
   * @param kind form of the graph
   * @param items windows of a batch
   */
  public TrainablePrior(PriorConfig config, ParameterSource weights, GraphKind kind, int items) {
    this(config, weights, kind, items, 0);
  }

  /**
   * Builds a prior to be trained that also learns which characters are sung.
   *
   * @param config its sizes
   * @param weights the weights that it begins with; copied
   * @param kind form of the graph
   * @param items windows of a batch
   * @param alignmentShare how much a bit that the attention to lyrics misses counts beside a bit of
   *     a code; 0 for nothing, as in the original
   */
  public TrainablePrior(
      PriorConfig config,
      ParameterSource weights,
      GraphKind kind,
      int items,
      double alignmentShare) {
    KernelMemory memory = new KernelMemory(KernelMemory.Activations.KEPT);
    this.graph =
        PriorGraph.build(config, weights, new GraphContext(kind, items, memory), alignmentShare);
    this.parameters = graph.parameters();
    this.aligns = alignmentShare > 0;
  }

  @Override
  public Map<String, FloatTensor> parameters() {
    return parameters;
  }

  @Override
  public BatchGradients gradients(WindowBatch batch) {
    PriorGraph.Gradients result = graph.gradients(batch);
    return new BatchGradients(
        result.loss().total(), result.gradients(), metrics(result.loss(), result.alignment()));
  }

  @Override
  public Map<String, Double> evaluate(WindowBatch batch) {
    PriorGraph.Loss all = graph.loss(batch);
    PriorLoss loss = all.loss();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", loss.total());
    metrics.putAll(metrics(loss, all.alignment()));
    return metrics;
  }

  private Map<String, Double> metrics(PriorLoss loss, double alignment) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("bits_per_code", loss.codes());
    if (graph.config().lyrics().tokens() > 0) {
      metrics.put("bits_per_lyrics_character", loss.lyrics());
    }
    if (aligns) {
      metrics.put("alignment_bits", alignment);
    }
    return metrics;
  }

  @Override
  public void close() {
    graph.close();
  }
}
