package org.jukebox4j.vqvae.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jukebox4j.core.graph.GradientGraph;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphParameters;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.sequence.SequenceShape;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.Decoder;
import org.jukebox4j.vqvae.Encoder;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.loss.SharedTarget;
import org.jukebox4j.vqvae.loss.VqVaeLossConfig;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The graph in which all levels of a VQ-VAE are trained at once: total loss and gradients of every
 * parameter of encoders and decoders. Codebooks are not parameters but inputs; they are trained by
 * {@link org.jukebox4j.vqvae.codebook.CodebookTraining}. Source: Dhariwal et al. 2020, §3.
 *
 * <p>Used by one thread at a time; the work of the kernel form goes to all processors.
 */
public final class VqVaeGraph {
  private static final String AUDIO = "audio";
  private static final String LOSS = "loss";

  private final VqVaeConfig config;
  private final SequenceShape shape;
  private final Bottleneck bottleneck;
  private final SameDiff graph;
  private final GraphParameters parameters;

  /**
   * Builds the graph with quantisation.
   *
   * @param config the codec
   * @param losses the weights of the losses
   * @param kind the form of the graph
   * @param shape items of a batch and samples of each, a whole number of codes at every level
   */
  public VqVaeGraph(
      VqVaeConfig config, VqVaeLossConfig losses, GraphKind kind, SequenceShape shape) {
    this(config, losses, kind, shape, Bottleneck.QUANTISED);
  }

  /**
   * Builds the graph.
   *
   * @param config the codec
   * @param losses the weights of the losses
   * @param kind the form of the graph
   * @param shape items of a batch and samples of each, a whole number of codes at every level
   * @param bottleneck what is between encoders and decoders
   */
  VqVaeGraph(
      VqVaeConfig config,
      VqVaeLossConfig losses,
      GraphKind kind,
      SequenceShape shape,
      Bottleneck bottleneck) {
    this.config = config;
    this.shape = shape;
    this.bottleneck = bottleneck;
    requireWholeCodes();
    graph = kind.newGraph();
    parameters = new GraphParameters(graph, parameters(config));
    SDVariable audio = graph.placeHolder(AUDIO, DataType.FLOAT, shape.items(), shape.rows(), 1);
    LevelGraph.Parts parts =
        new LevelGraph.Parts(
            config, losses, shape, audio, parameters::variable, new SharedTarget());
    for (int index = 0; index < config.levels().size(); index++) {
      LevelGraph level =
          bottleneck == Bottleneck.QUANTISED
              ? LevelGraph.build(kind, parts, Level.of(index), codebook(index))
              : LevelGraph.buildUnquantised(kind, parts, Level.of(index));
      level.vectors().rename(name("vectors", index));
      level.commitment().rename(name("commitment", index));
      level.output().rename(name("output", index));
      level.loss().rename(name(LOSS, index));
    }
    // A loss for each level, not their sum: a step that needs one level then computes one.
    graph.setLossVariables(names(LOSS, levels(TrainedParts.WHOLE)).toArray(new String[0]));
  }

  private SDVariable codebook(int index) {
    return graph.placeHolder(
        name("codebook", index), DataType.FLOAT, config.codebookSize(), config.embeddingWidth());
  }

  private void requireWholeCodes() {
    int top = config.samplesPerCode(Level.of(config.levels().size() - 1));
    if (shape.rows() % top != 0) {
      throw new IllegalArgumentException(
          "samples of an item must be a multiple of %d, the samples of a code of the top level, but were %d"
              .formatted(top, shape.rows()));
    }
  }

  private static String name(String what, int level) {
    return what + "." + level;
  }

  /**
   * Lists the parameters that are trained by gradients.
   *
   * @param config the codec
   * @return full name to shape, encoders first, in the layout of checkpoints
   */
  public static Map<String, int[]> parameters(VqVaeConfig config) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (int index = 0; index < config.levels().size(); index++) {
      shapes.putAll(Encoder.plan(config, Level.of(index)).parameters());
    }
    for (int index = 0; index < config.levels().size(); index++) {
      shapes.putAll(Decoder.plan(config, Level.of(index)).parameters());
    }
    return shapes;
  }

  /**
   * Returns the parameters with their values.
   *
   * @return load them before the first step
   */
  public GraphParameters parameters() {
    return parameters;
  }

  /**
   * Encodes a batch without losses or gradients, to choose the first vectors of a codebook.
   *
   * @param audio {@code [items, samples]}, mono
   * @return for each level {@code [items * time, embeddingWidth]}
   */
  public List<float[]> encode(float[] audio) {
    List<String> names = names("vectors", levels(TrainedParts.WHOLE));
    Map<String, INDArray> values = graph.output(Map.of(AUDIO, audioArray(audio)), names);
    return names.stream().map(name -> floats(Objects.requireNonNull(values.get(name)))).toList();
  }

  /**
   * Computes loss and gradients of a batch.
   *
   * @param audio {@code [items, samples]}, mono, in [-1, 1]
   * @param codebooks for each level {@code [codebookSize, embeddingWidth]}
   * @return the step
   */
  public VqVaeStep step(float[] audio, List<float[]> codebooks) {
    return step(audio, codebooks, TrainedParts.WHOLE);
  }

  /** As {@link #step(float[], List)}, with losses and gradients of some parts alone. */
  VqVaeStep step(float[] audio, List<float[]> codebooks, TrainedParts parts) {
    List<String> learning = parameters.names().stream().filter(parts::learns).toList();
    List<Level> levels = levels(parts);
    GraphResult result =
        GradientGraph.calculate(graph, inputs(audio, codebooks), outputs(levels), learning);
    return step(levels, result::output, result.gradientTensors());
  }

  /**
   * Computes what a batch gives that is not learnt.
   *
   * @param audio {@code [items, samples]}, mono, in [-1, 1]
   * @param codebooks for each level {@code [codebookSize, embeddingWidth]}
   * @return the step, without gradients
   */
  public VqVaeStep evaluate(float[] audio, List<float[]> codebooks) {
    return evaluate(audio, codebooks, TrainedParts.WHOLE);
  }

  /** As {@link #evaluate(float[], List)}, of some parts alone. */
  VqVaeStep evaluate(float[] audio, List<float[]> codebooks, TrainedParts parts) {
    List<Level> levels = levels(parts);
    Map<String, INDArray> result = graph.output(inputs(audio, codebooks), outputs(levels));
    return step(levels, name -> Objects.requireNonNull(result.get(name)), Map.of());
  }

  private List<Level> levels(TrainedParts parts) {
    List<Level> levels = new ArrayList<>();
    for (int index = 0; index < config.levels().size(); index++) {
      if (parts.needs(Level.of(index))) {
        levels.add(Level.of(index));
      }
    }
    return levels;
  }

  private Map<String, INDArray> inputs(float[] audio, List<float[]> codebooks) {
    Map<String, INDArray> inputs = new HashMap<>();
    inputs.put(AUDIO, audioArray(audio));
    if (bottleneck == Bottleneck.QUANTISED) {
      int[] size = {config.codebookSize(), config.embeddingWidth()};
      for (int index = 0; index < config.levels().size(); index++) {
        inputs.put(name("codebook", index), Nd4j.create(codebooks.get(index), size));
      }
    }
    return inputs;
  }

  private static List<String> outputs(List<Level> levels) {
    List<String> outputs = new ArrayList<>();
    for (String what : List.of(LOSS, "vectors", "commitment", "output")) {
      outputs.addAll(names(what, levels));
    }
    return outputs;
  }

  private static List<String> names(String what, List<Level> levels) {
    return levels.stream().map(level -> name(what, level.index())).toList();
  }

  private VqVaeStep step(
      List<Level> levels, Function<String, INDArray> output, Map<String, FloatTensor> gradients) {
    double loss = 0;
    List<LevelStep> steps = new ArrayList<>();
    for (Level level : levels) {
      int index = level.index();
      loss += output.apply(name(LOSS, index)).getDouble(0);
      steps.add(
          new LevelStep(
              level,
              floats(output.apply(name("vectors", index))),
              items(floats(output.apply(name("output", index)))),
              output.apply(name("commitment", index)).getDouble(0)));
    }
    return new VqVaeStep(loss, steps, gradients);
  }

  private INDArray audioArray(float[] audio) {
    if (audio.length != Math.multiplyExact(shape.items(), shape.rows())) {
      throw new IllegalArgumentException(
          "audio: expected [items=%d, samples=%d] but had %d samples"
              .formatted(shape.items(), shape.rows(), audio.length));
    }
    return Nd4j.create(audio, new int[] {shape.items(), shape.rows(), 1});
  }

  private float[][] items(float[] all) {
    float[][] items = new float[shape.items()][];
    for (int item = 0; item < items.length; item++) {
      items[item] = Arrays.copyOfRange(all, item * shape.rows(), (item + 1) * shape.rows());
    }
    return items;
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
