package org.jukebox4j.prior.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GradientGraph;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.core.graph.GraphScope;
import org.jukebox4j.core.graph.GraphVariables;
import org.jukebox4j.core.graph.KernelProcessors;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.AlignmentHead;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.PriorLoss;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.dataset.WindowBatch;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A whole prior as a graph, from the integers of a batch to the training loss: the model over
 * codes, its label conditioner, its lyrics encoder and the conditioner on the level above. Source:
 * Dhariwal et al. 2020, §4.
 *
 * <p>Not for use by several threads at once.
 */
public final class PriorGraph implements AutoCloseable {
  private static final String LOSS = "loss";
  private static final String BITS = "bits";
  private static final String LYRICS_BITS = "lyrics_bits";
  private static final String ALIGNMENT_BITS = "alignment_bits";

  private final PriorConfig config;
  private final GraphContext context;
  private final SameDiff graph;
  private final GraphVariables variables;
  private final Map<String, int[]> shapes;
  private final Map<String, SDVariable> inputs = new LinkedHashMap<>();
  private final List<String> outputs = new ArrayList<>();
  private final double alignmentShare;
  private final @Nullable AlignmentLoss alignment;

  private PriorGraph(
      PriorConfig config, GraphContext context, DataType type, double alignmentShare) {
    this.alignmentShare = alignmentShare;
    this.config = config;
    this.context = context;
    this.graph = context.kind().newGraph();
    this.variables = new GraphVariables(graph, type);
    this.shapes = PriorBatch.shapes(config, context.items());
    shapes.forEach(
        (name, shape) ->
            inputs.put(name, graph.placeHolder(name, DataType.INT, shape[0], shape[1])));
    this.alignment = alignmentShare > 0 ? alignmentLoss() : null;
  }

  private AlignmentLoss alignmentLoss() {
    AlignmentHead head = config.alignment();
    if (head == null || config.lyricsEncoder() == null) {
      throw new IllegalArgumentException(
          "an alignment can be learnt by a prior with a lyrics encoder and an alignment head, but"
              + " the "
              + config.codes().level().label()
              + " prior lacks them");
    }
    int length = config.codes().contextLength();
    return new AlignmentLoss(
        head.head(),
        graph.placeHolder(PriorBatch.SUNG_FIRST, DataType.INT, context.items(), length),
        graph.placeHolder(PriorBatch.SUNG_END, DataType.INT, context.items(), length));
  }

  /**
   * Builds the graph of a prior.
   *
   * @param config sizes of the prior
   * @param weights initial weights, named as in the released checkpoints; copied
   * @param context form of the graph, items of a batch and memory of the kernels, which this graph
   *     closes
   * @return the graph
   * @throws org.jukebox4j.core.parameter.ParameterMismatchException naming everything that is
   *     missing, unexpected or misshapen
   */
  public static PriorGraph build(
      PriorConfig config, ParameterSource weights, GraphContext context) {
    return build(config, weights, context, 0);
  }

  /**
   * Builds the graph of a prior that also learns which characters are sung.
   *
   * @param config sizes of the prior
   * @param weights initial weights, named as in the released checkpoints; copied
   * @param context form of the graph, items of a batch and memory of the kernels, which this graph
   *     closes
   * @param alignmentShare how much a bit that the attention misses of the sung characters counts
   *     beside a bit of a code; 0 for nothing, as in the original
   * @return the graph
   * @throws IllegalArgumentException if the share is above 0 and the prior has no lyrics encoder
   */
  public static PriorGraph build(
      PriorConfig config, ParameterSource weights, GraphContext context, double alignmentShare) {
    return build(new PriorGraph(config, context, DataType.FLOAT, alignmentShare), config, weights);
  }

  static PriorGraph build(
      PriorConfig config, ParameterSource weights, GraphContext context, DataType type) {
    return build(new PriorGraph(config, context, type, 0), config, weights);
  }

  private static PriorGraph build(PriorGraph built, PriorConfig config, ParameterSource weights) {
    try (ParameterBinding binding = new ParameterBinding(weights)) {
      SDVariable loss =
          binding.bind(
              "the " + config.codes().level().label() + " prior",
              scope -> built.loss(built.variables.from(scope)),
              name -> true);
      loss.rename(LOSS);
    }
    built.outputs.add(LOSS);
    built.graph.setLossVariables(LOSS);
    return built;
  }

  private @Nullable SDVariable input(String name) {
    return inputs.get(name);
  }

  private SDVariable loss(GraphScope scope) {
    AutoregressiveConfig encoderConfig = config.lyricsEncoder();
    SDVariable lyrics = input(PriorBatch.LYRICS);
    LyricsEncoderGraph encoder =
        encoderConfig == null || lyrics == null
            ? null
            : LyricsEncoderGraph.build(
                context, scope, encoderConfig, config.transformer().width(), lyrics);
    SDVariable tokens = graph.getVariable(PriorBatch.TOKENS);
    SDVariable heard = graph.getVariable(PriorBatch.HEARD);
    ConditioningGraph conditioning =
        new ConditioningGraph(config, context, inputs, variables.type());
    AutoregressiveGraph model =
        AutoregressiveGraph.build(
            context,
            scope.child("prior"),
            config.model(),
            new AutoregressiveGraph.Inputs(
                tokens,
                heard,
                conditioning.start(scope),
                conditioning.signal(scope),
                encoder == null ? null : encoder.states(),
                alignment));
    SDVariable bits = model.bits().rename(BITS);
    outputs.add(BITS);
    double share = config.lyrics().lossShare();
    if (encoder == null) {
      return BitsLoss.ofShared(bits, context.items(), config.model().lengths(), share);
    }
    SDVariable lyricsBits = encoder.bits().rename(LYRICS_BITS);
    outputs.add(LYRICS_BITS);
    int count = context.items() * (config.codes().contextLength() + config.lyrics().tokens());
    return withAlignment(BitsLoss.ofSeparate(bits, lyricsBits, count, share));
  }

  private SDVariable withAlignment(SDVariable loss) {
    SDVariable bits = alignment == null ? null : alignment.bits();
    if (bits == null) {
      return loss;
    }
    outputs.add(ALIGNMENT_BITS);
    int codes = context.items() * config.codes().contextLength();
    return loss.add(bits.rename(ALIGNMENT_BITS).sum().mul(alignmentShare / codes));
  }

  /**
   * Returns the sizes of the prior.
   *
   * @return the configuration
   */
  public PriorConfig config() {
    return config;
  }

  /**
   * Returns the graph.
   *
   * @return with the loss as loss variable
   */
  public SameDiff graph() {
    return graph;
  }

  /**
   * Returns the trainable parameters for an optimiser and for checkpoints. What is written to them
   * is what the graph computes with next.
   *
   * @return each parameter by name, over the graph's own memory
   */
  public Map<String, FloatTensor> parameters() {
    return variables.tensors();
  }

  /**
   * The outcome of a forward and backward pass.
   *
   * @param loss the loss of the batch
   * @param alignment bits that the attention misses of the sung characters, the mean over all
   *     codes; 0 in a graph that does not learn the alignment
   * @param gradients gradient of {@code loss.total()} and the share of the alignment with respect
   *     to each parameter, by name; over the graph's memory, valid until the next pass
   */
  public record Gradients(PriorLoss loss, double alignment, Map<String, FloatTensor> gradients) {}

  /**
   * Computes loss and gradients of a batch.
   *
   * @param conditioning what the windows are conditioned on
   * @param codes for each item the codes of a whole window
   * @return both
   * @throws IllegalArgumentException if something is missing, too much or out of range
   */
  public Gradients gradients(WindowConditioning conditioning, List<int[]> codes) {
    return gradients(new WindowBatch(codes, conditioning));
  }

  /**
   * Computes loss and gradients of a batch.
   *
   * @param batch the windows
   * @return both
   * @throws IllegalArgumentException if something is missing, too much or out of range
   */
  public Gradients gradients(WindowBatch batch) {
    GraphResult result = run(batch);
    return new Gradients(
        loss(
            result.output(BITS), outputs.contains(LYRICS_BITS) ? result.output(LYRICS_BITS) : null),
        outputs.contains(ALIGNMENT_BITS) ? mean(result.output(ALIGNMENT_BITS)) : 0,
        result.gradientTensors());
  }

  private static double mean(INDArray values) {
    return values.meanNumber().doubleValue();
  }

  GraphResult run(WindowConditioning conditioning, List<int[]> codes) {
    return run(new WindowBatch(codes, conditioning));
  }

  private GraphResult run(WindowBatch batch) {
    Map<String, INDArray> placeholders = placeholders(batch);
    try (KernelProcessors claimed = claimProcessors()) {
      return GradientGraph.calculate(graph, placeholders, outputs, variables.names());
    }
  }

  /** Once for a pass, not for each phase of each kernel: to change the settings takes long. */
  private @Nullable KernelProcessors claimProcessors() {
    return context.kind() == GraphKind.KERNEL ? KernelProcessors.claim() : null;
  }

  /**
   * Computes the loss of a batch.
   *
   * @param conditioning what the windows are conditioned on
   * @param codes for each item the codes of a whole window
   * @return the mean over the items
   * @throws IllegalArgumentException if something is missing, too much or out of range
   */
  public PriorLoss loss(WindowConditioning conditioning, List<int[]> codes) {
    return loss(new WindowBatch(codes, conditioning)).loss();
  }

  /**
   * What a batch costs.
   *
   * @param loss the loss of the codes and lyrics
   * @param alignment bits that the attention misses of the sung characters, the mean over all
   *     codes; 0 in a graph that does not learn the alignment
   */
  public record Loss(PriorLoss loss, double alignment) {}

  /**
   * Computes the loss of a batch.
   *
   * @param batch the windows
   * @return the mean over the items
   * @throws IllegalArgumentException if something is missing, too much or out of range
   */
  public Loss loss(WindowBatch batch) {
    List<String> wanted = outputs.stream().filter(name -> !name.equals(LOSS)).toList();
    Map<String, INDArray> placeholders = placeholders(batch);
    try (KernelProcessors claimed = claimProcessors()) {
      Map<String, INDArray> results = graph.output(placeholders, wanted.toArray(new String[0]));
      INDArray bits = results.get(BITS);
      if (bits == null) {
        throw new IllegalStateException("the graph gave no " + BITS);
      }
      INDArray missed = results.get(ALIGNMENT_BITS);
      return new Loss(loss(bits, results.get(LYRICS_BITS)), missed == null ? 0 : mean(missed));
    }
  }

  private Map<String, INDArray> placeholders(WindowBatch batch) {
    WindowConditioning conditioning = batch.conditioning();
    if (conditioning.items() != context.items()) {
      throw new IllegalArgumentException(
          "items must be %d, the batch that the graph was built for, but were %d"
              .formatted(context.items(), conditioning.items()));
    }
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    Map<String, int[]> values =
        new LinkedHashMap<>(PriorBatch.of(config, conditioning, batch.codes(), batch.heard()));
    if (alignment != null) {
      values.putAll(PriorBatch.sung(config, batch.sung(), context.items()));
    }
    values.forEach(
        (name, all) ->
            arrays.put(
                name,
                Nd4j.createFromArray(all) // [items, length]
                    .reshape(context.items(), all.length / context.items())));
    return arrays;
  }

  private PriorLoss loss(INDArray bits, @Nullable INDArray lyricsBits) {
    float[] all = bits.dup('c').data().asFloat();
    int length = config.sequenceLength();
    int before = length - config.codes().contextLength();
    double ofCodes = 0;
    double ofLyrics = 0;
    for (int i = 0; i < all.length; i++) {
      if (i % length < before) {
        ofLyrics += all[i];
      } else {
        ofCodes += all[i];
      }
    }
    if (lyricsBits != null) {
      for (float each : lyricsBits.dup('c').data().asFloat()) {
        ofLyrics += each;
      }
    }
    return PriorLoss.of(config, ofCodes / context.items(), ofLyrics / context.items());
  }

  /** Frees the memory of the kernels; that of the graph goes with it. */
  @Override
  public void close() {
    context.memory().close();
  }
}
