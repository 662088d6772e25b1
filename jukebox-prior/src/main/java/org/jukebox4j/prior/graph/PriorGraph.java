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
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.PriorLoss;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.conditioning.LabelConditioner.Tables;
import org.jukebox4j.prior.conditioning.TimingConfig;
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

  private final PriorConfig config;
  private final GraphContext context;
  private final SameDiff graph;
  private final GraphVariables variables;
  private final Map<String, int[]> shapes;
  private final Map<String, SDVariable> inputs = new LinkedHashMap<>();
  private final List<String> outputs = new ArrayList<>();

  private PriorGraph(PriorConfig config, GraphContext context, DataType type) {
    this.config = config;
    this.context = context;
    this.graph = context.kind().newGraph();
    this.variables = new GraphVariables(graph, type);
    this.shapes = PriorBatch.shapes(config, context.items());
    shapes.forEach(
        (name, shape) ->
            inputs.put(name, graph.placeHolder(name, DataType.INT, shape[0], shape[1])));
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
    return build(config, weights, context, DataType.FLOAT);
  }

  static PriorGraph build(
      PriorConfig config, ParameterSource weights, GraphContext context, DataType type) {
    PriorGraph built = new PriorGraph(config, context, type);
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
    AutoregressiveGraph model =
        AutoregressiveGraph.build(
            context,
            scope.child("prior"),
            config.model(),
            new AutoregressiveGraph.Inputs(
                tokens, start(scope), signal(scope), encoder == null ? null : encoder.states()));
    SDVariable bits = model.bits().rename(BITS);
    outputs.add(BITS);
    double share = config.lyrics().lossShare();
    if (encoder == null) {
      return BitsLoss.ofShared(bits, context.items(), config.model().lengths(), share);
    }
    SDVariable lyricsBits = encoder.bits().rename(LYRICS_BITS);
    outputs.add(LYRICS_BITS);
    int count = context.items() * (config.codes().contextLength() + config.lyrics().tokens());
    return BitsLoss.ofSeparate(bits, lyricsBits, count, share);
  }

  private @Nullable SDVariable start(GraphScope scope) {
    SDVariable artists = input(PriorBatch.ARTISTS);
    SDVariable genres = input(PriorBatch.GENRES);
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
  private @Nullable SDVariable signal(GraphScope scope) {
    SDVariable upper = upperCodes(scope);
    SDVariable timing = timing(scope);
    if (upper == null || timing == null) {
      return upper == null ? timing : upper;
    }
    return upper.add(timing);
  }

  private @Nullable SDVariable timing(GraphScope scope) {
    TimingConfig timing = config.timing();
    SDVariable total = input(PriorBatch.TOTAL_LENGTH);
    SDVariable absolute = input(PriorBatch.ABSOLUTE);
    SDVariable relative = input(PriorBatch.RELATIVE);
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
    SDVariable codes = input(PriorBatch.UPPER_CODES);
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
    INDArray zeros =
        Nd4j.zeros(variables.type(), context.items(), before, config.transformer().width());
    return graph.concat(1, graph.constant(zeros), signal);
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
   * @param gradients gradient of {@code loss.total()} with respect to each parameter, by name; over
   *     the graph's memory, valid until the next pass
   */
  public record Gradients(PriorLoss loss, Map<String, FloatTensor> gradients) {}

  /**
   * Computes loss and gradients of a batch.
   *
   * @param conditioning what the windows are conditioned on
   * @param codes for each item the codes of a whole window
   * @return both
   * @throws IllegalArgumentException if something is missing, too much or out of range
   */
  public Gradients gradients(WindowConditioning conditioning, List<int[]> codes) {
    GraphResult result = run(conditioning, codes);
    return new Gradients(
        loss(
            result.output(BITS), outputs.contains(LYRICS_BITS) ? result.output(LYRICS_BITS) : null),
        result.gradientTensors());
  }

  GraphResult run(WindowConditioning conditioning, List<int[]> codes) {
    Map<String, INDArray> placeholders = placeholders(conditioning, codes);
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
    List<String> wanted = outputs.stream().filter(name -> !name.equals(LOSS)).toList();
    Map<String, INDArray> placeholders = placeholders(conditioning, codes);
    try (KernelProcessors claimed = claimProcessors()) {
      Map<String, INDArray> results = graph.output(placeholders, wanted.toArray(new String[0]));
      INDArray bits = results.get(BITS);
      if (bits == null) {
        throw new IllegalStateException("the graph gave no " + BITS);
      }
      return loss(bits, results.get(LYRICS_BITS));
    }
  }

  private Map<String, INDArray> placeholders(WindowConditioning conditioning, List<int[]> codes) {
    if (conditioning.items() != context.items()) {
      throw new IllegalArgumentException(
          "items must be %d, the batch that the graph was built for, but were %d"
              .formatted(context.items(), conditioning.items()));
    }
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    PriorBatch.of(config, conditioning, codes)
        .forEach(
            (name, values) ->
                arrays.put(
                    name,
                    Nd4j.createFromArray(values)
                        .reshape(context.items(), values.length / context.items())));
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
