package org.jukebox4j.vqvae.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.run.BatchGradients;
import org.jukebox4j.core.run.BatchSource;
import org.jukebox4j.core.run.ModelState;
import org.jukebox4j.core.run.TrainableModel;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.loss.WaveformLoss;

/**
 * A codec that learns from recordings: encoders and decoders by gradient, codebooks as averages of
 * the encoder's vectors. A batch is mono audio, {@code [items][samples]}. Source: Dhariwal et al.
 * 2020, §3.
 *
 * <p>Differs from the original where {@link VqVaeTrainingConfig#unquantisedSteps} is not 0, and in
 * that the first codes are chosen from several batches if one has fewer vectors than there are
 * codes. In the original the whole learns ({@link TrainedParts#WHOLE}).
 *
 * <p>Used by one thread at a time.
 */
public final class TrainableVqVae implements TrainableModel<float[][]> {
  /** Every so many steps all losses are measured, with or without weight. */
  private static final int MEASURED_EVERY = 10;

  private static final String MADE = "steps_made";

  private final VqVaeConfig config;
  private final VqVaeTrainingConfig training;
  private final BatchSource<float[][]> batches;
  private final VqVaeGraph graph;
  private final LevelCodebooks codebooks;
  private final WaveformLoss losses;
  private final GraphKind kind;
  private final List<float[][]> seen = new ArrayList<>();
  private final List<VqVaeStep> steps = new ArrayList<>();
  private @Nullable VqVaeGraph unquantised;
  private long made;

  /**
   * Prepares a codec.
   *
   * @param config its numbers
   * @param training how it is trained
   * @param kind form of the graph
   * @param weights the weights that it begins with, see {@link VqVaeInitialisation}; copied. With
   *     codebooks among them, as in a trained codec, the training goes on from these.
   * @param batches what it learns from; also where the first codes come from
   */
  public TrainableVqVae(
      VqVaeConfig config,
      VqVaeTrainingConfig training,
      GraphKind kind,
      ParameterSource weights,
      BatchSource<float[][]> batches) {
    this.config = config;
    this.training = training;
    this.batches = batches;
    this.kind = kind;
    this.graph = new VqVaeGraph(config, training.losses(), kind, training.batch());
    graph.parameters().load(weights);
    this.codebooks = new LevelCodebooks(config, training);
    this.losses = new WaveformLoss(training.losses());
    restoreCodebooks(weights);
    if (parameters().isEmpty()) {
      throw new IllegalArgumentException(
          "parts that learn must be of a codec's %d levels, but were %s"
              .formatted(config.levels().size(), training.parts()));
    }
    if (training.parts() != TrainedParts.WHOLE && !codebooks.areInitialised()) {
      throw new IllegalArgumentException(
          "decoders can be trained alone only in a codec that has its codes; train the whole codec first");
    }
  }

  private void restoreCodebooks(ParameterSource weights) {
    for (int level = 0; level < config.levels().size(); level++) {
      Optional<FloatTensor> vectors =
          weights.find(LevelCodebooks.name(level), config.codebookSize(), config.embeddingWidth());
      if (vectors.isPresent()) {
        codebooks.restoreFromExpectedUse(Level.of(level), vectors.get().toArray());
      }
    }
  }

  /** {@inheritDoc} Those that learn. */
  @Override
  public Map<String, FloatTensor> parameters() {
    Map<String, FloatTensor> learning = new LinkedHashMap<>(graph.parameters().tensors());
    learning.keySet().removeIf(name -> !training.parts().learns(name));
    return learning;
  }

  /**
   * Tells whether the first codes have been chosen.
   *
   * @return false during the unquantised steps
   */
  public boolean hasCodes() {
    return codebooks.areInitialised();
  }

  private boolean isQuantised() {
    return codebooks.areInitialised() || made >= training.unquantisedSteps();
  }

  @Override
  public BatchGradients gradients(float[][] batch) {
    VqVaeStep step;
    if (isQuantised()) {
      if (!codebooks.areInitialised()) {
        chooseFirstCodes();
      }
      step = graph.step(joined(batch), codebooks.vectors(), training.parts());
    } else {
      VqVaeGraph free = unquantisedGraph();
      step = free.step(joined(batch), List.of());
    }
    seen.add(batch);
    steps.add(step);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("commit_loss", step.levels().stream().mapToDouble(LevelStep::commitment).sum());
    return new BatchGradients(step.loss(), step.gradients(), metrics);
  }

  /** The graph without a bottleneck, with the weights of the other. */
  private VqVaeGraph unquantisedGraph() {
    VqVaeGraph free = unquantised;
    if (free == null) {
      free =
          new VqVaeGraph(
              config, training.losses(), kind, training.batch(), Bottleneck.PASS_THROUGH);
      unquantised = free;
    }
    free.parameters().load(ParameterSource.of(graph.parameters().tensors()));
    return free;
  }

  /** Vectors of as many of the coming batches as make one for each code. */
  private void chooseFirstCodes() {
    List<List<float[]>> vectors = new ArrayList<>();
    long count = 0;
    for (long next = 0; count < config.codebookSize(); next++) {
      vectors.add(graph.encode(joined(batches.batch(made + next))));
      Level top = Level.of(config.levels().size() - 1);
      count +=
          (long) training.batch().items() * training.batch().rows() / config.samplesPerCode(top);
    }
    codebooks.initialise(vectors);
    unquantised = null;
  }

  private float[] joined(float[][] batch) {
    int samples = training.batch().rows();
    float[] joined = new float[training.batch().items() * samples];
    for (int item = 0; item < batch.length; item++) {
      System.arraycopy(batch[item], 0, joined, item * samples, samples);
    }
    return joined;
  }

  @Override
  public Map<String, Double> stepMade(long step) {
    VqVaeStep last = steps.get(steps.size() - 1);
    VqVaeMetrics metrics =
        step % MEASURED_EVERY == 0
            ? VqVaeMetrics.of(seen.get(seen.size() - 1), last, losses)
            : VqVaeMetrics.none();
    if (codebooks.areInitialised() && training.parts() == TrainedParts.WHOLE) {
      codebooks.update(steps, step, metrics);
    }
    stepLeftOut(step);
    made++;
    Map<String, Double> values = metrics.asMap();
    values.remove("loss");
    return values;
  }

  @Override
  public void stepLeftOut(long step) {
    seen.clear();
    steps.clear();
  }

  @Override
  public Map<String, Double> evaluate(float[][] batch) {
    boolean quantised = codebooks.areInitialised();
    VqVaeStep step =
        quantised
            ? graph.evaluate(joined(batch), codebooks.vectors(), training.parts())
            : unquantisedGraph().evaluate(joined(batch), List.of());
    VqVaeMetrics metrics = VqVaeMetrics.of(batch, step, losses);
    metrics.addConvergences(batch, step);
    if (quantised) {
      codebooks.measure(step, metrics);
    }
    return metrics.asMap();
  }

  @Override
  public ModelState state() {
    Map<String, FloatTensor> tensors = codebooks.state();
    return new ModelState(tensors, Map.of(MADE, made));
  }

  @Override
  public void restore(ModelState saved) {
    stepLeftOut(made);
    made = saved.counts().getOrDefault(MADE, 0L);
    codebooks.restore(saved.tensors());
  }

  @Override
  public Map<String, FloatTensor> weights() {
    Map<String, FloatTensor> weights = new LinkedHashMap<>(graph.parameters().tensors());
    weights.putAll(codebooks.weights());
    return weights;
  }

  @Override
  public void close() {
    codebooks.close();
  }
}
