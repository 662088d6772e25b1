package org.jukebox4j.benchmarks.ablation;

import java.util.ArrayList;
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
import org.jukebox4j.core.graph.KernelOps;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.parameter.InitialParameters;
import org.jukebox4j.core.parameter.InitialValues;
import org.jukebox4j.core.random.KeyedRandom;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.core.run.BatchGradients;
import org.jukebox4j.core.run.TrainableModel;
import org.jukebox4j.core.sequence.LayerPlan;
import org.jukebox4j.core.sequence.LayerSequence;
import org.jukebox4j.core.sequence.SequenceShape;
import org.jukebox4j.core.spectral.SpectralConvergence;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.codebook.BottleneckKernel;
import org.jukebox4j.vqvae.codebook.CodebookTraining;
import org.jukebox4j.vqvae.codebook.KeyedDraws;
import org.jukebox4j.vqvae.loss.SharedTarget;
import org.jukebox4j.vqvae.loss.VqVaeLossConfig;
import org.jukebox4j.vqvae.loss.WaveformLoss;
import org.jukebox4j.vqvae.loss.WaveformLossKernel;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One hierarchical autoencoder instead of three separate ones, as in VQ-VAE-2 (Razavi et al. 2019):
 * the encoder of a level reads what the encoder below makes, and the decoder of a level adds its
 * output to the quantised vectors of the level below. There is one reconstruction, from all levels
 * together. The paper shows that the upper levels are then hardly used; so this is no codec of the
 * library.
 */
final class HierarchicalCodec implements TrainableModel<float[][]> {
  private static final String LOSS = "loss";

  private final VqVaeConfig config;
  private final SequenceShape shape;
  private final SameDiff graph = GraphKind.KERNEL.newGraph();
  private final GraphParameters parameters;
  private final List<CodebookTraining> codebooks = new ArrayList<>();
  private final List<SequenceShape> shapes = new ArrayList<>();
  private final KeyedRandom random = new KeyedRandom(3);
  private List<float[]> vectors = List.of();

  HierarchicalCodec(VqVaeConfig config, AblationSettings settings, VqVaeLossConfig losses) {
    this.config = config;
    this.shape = new SequenceShape(settings.items(), settings.samples());
    List<LayerSequence> encoders = new ArrayList<>();
    List<LayerSequence> decoders = new ArrayList<>();
    Map<String, int[]> sizes = new LinkedHashMap<>();
    for (int level = 0; level < config.levels().size(); level++) {
      encoders.add(encoder(level));
      decoders.add(decoder(level));
      sizes.putAll(encoders.get(level).parameters());
      sizes.putAll(decoders.get(level).parameters());
      int codes = settings.samples() / config.samplesPerCode(Level.of(level));
      shapes.add(new SequenceShape(settings.items(), codes));
      codebooks.add(
          new CodebookTraining(
              Level.of(level),
              config.codebookSize(),
              config.embeddingWidth(),
              settings.codebooks()));
    }
    parameters = new GraphParameters(graph, sizes);
    Map<String, InitialValues> values = new HashMap<>();
    sizes.forEach(
        (name, size) -> {
          String weight = name.substring(0, name.lastIndexOf('.')) + ".weight";
          values.put(name, InitialValues.ofConvolution(sizes.getOrDefault(weight, size)));
        });
    parameters.load(new InitialParameters(1, values));
    build(encoders, decoders, losses);
  }

  private LayerSequence encoder(int level) {
    ResidualStackConfig stack = config.levels().get(level).residual().in(DilationOrder.GROWING);
    List<LayerPlan> layers = new ArrayList<>();
    String name = "encoder." + level + ".";
    int channels = level == 0 ? 1 : config.embeddingWidth();
    for (int step = 0; step < config.levels().get(level).downSteps(); step++) {
      int stride = config.levels().get(level).stride();
      layers.add(
          LayerPlan.convolution(
              name + step + ".down",
              ConvolutionShape.downsampling(channels, stack.width(), stride)));
      layers.addAll(LayerPlan.residualStack(name + step + ".stack", stack, BlockName.MODEL));
      channels = stack.width();
    }
    layers.add(
        LayerPlan.convolution(
            name + "out", ConvolutionShape.keepingLength(channels, config.embeddingWidth(), 3, 1)));
    return new LayerSequence("encoder " + level, layers);
  }

  private LayerSequence decoder(int level) {
    ResidualStackConfig stack = config.levels().get(level).residual().in(config.decoderOrder());
    int embedding = config.embeddingWidth();
    List<LayerPlan> layers = new ArrayList<>();
    String name = "decoder." + level + ".";
    layers.add(
        LayerPlan.convolution(
            name + "in", ConvolutionShape.keepingLength(embedding, stack.width(), 3, 1)));
    int steps = config.levels().get(level).downSteps();
    for (int step = 0; step < steps; step++) {
      layers.addAll(LayerPlan.residualStack(name + step + ".stack", stack, BlockName.MODEL));
      int outputs = step == steps - 1 ? embedding : stack.width();
      layers.add(
          LayerPlan.transposedConvolution(
              name + step + ".up", stack.width(), outputs, config.levels().get(level).stride()));
    }
    if (level == 0) {
      layers.add(
          LayerPlan.convolution(name + "out", ConvolutionShape.keepingLength(embedding, 1, 3, 1)));
    }
    return new LayerSequence("decoder " + level, layers);
  }

  private void build(
      List<LayerSequence> encoders, List<LayerSequence> decoders, VqVaeLossConfig losses) {
    int levels = encoders.size();
    SDVariable audio = graph.placeHolder("audio", DataType.FLOAT, shape.items(), shape.rows(), 1);
    Function<String, SDVariable> parameter = parameters::variable;
    List<SDVariable> quantised = new ArrayList<>();
    SDVariable commitment = null;
    SDVariable x = audio;
    for (int level = 0; level < levels; level++) {
      SequenceShape input = level == 0 ? shape : shapes.get(level - 1);
      x = encoders.get(level).build(GraphKind.KERNEL, x, input, parameter);
      SDVariable encoded = x.mul("vectors." + level, 1);
      SDVariable codebook =
          graph.placeHolder(
              "codebook." + level, DataType.FLOAT, config.codebookSize(), config.embeddingWidth());
      List<SDVariable> chosen =
          KernelOps.apply(graph, new BottleneckKernel(Level.of(level)), encoded, codebook);
      quantised.add(chosen.get(0));
      commitment = commitment == null ? chosen.get(1) : commitment.add(chosen.get(1));
    }
    SDVariable below = graph.placeHolder("below", DataType.FLOAT, 1);
    SDVariable sum = null;
    for (int level = levels - 1; level >= 0; level--) {
      // below = 1 for the whole codec, 0 to hear what the top level alone carries
      SDVariable own = level == levels - 1 ? quantised.get(level) : quantised.get(level).mul(below);
      SDVariable input = sum == null ? own : own.add(sum);
      sum = decoders.get(level).build(GraphKind.KERNEL, input, shapes.get(level), parameter);
    }
    SDVariable output = Objects.requireNonNull(sum, "a codec has levels").mul("output", 1);
    WaveformLossKernel kernel =
        new WaveformLossKernel(new WaveformLoss(losses), new SharedTarget());
    KernelOps.applySingle(graph, kernel, audio, output)
        .add(LOSS, Objects.requireNonNull(commitment).mul(losses.commitmentWeight()));
    graph.setLossVariables(LOSS);
  }

  private Map<String, INDArray> inputs(float[][] batch, float below) {
    Map<String, INDArray> inputs = new HashMap<>();
    float[] all = new float[shape.items() * shape.rows()];
    for (int item = 0; item < batch.length; item++) {
      System.arraycopy(batch[item], 0, all, item * shape.rows(), shape.rows());
    }
    inputs.put("audio", Nd4j.create(all, new int[] {shape.items(), shape.rows(), 1}));
    inputs.put("below", Nd4j.create(new float[] {below}));
    int[] size = {config.codebookSize(), config.embeddingWidth()};
    for (int level = 0; level < codebooks.size(); level++) {
      inputs.put("codebook." + level, Nd4j.create(codebooks.get(level).vectors(), size));
    }
    return inputs;
  }

  @Override
  public Map<String, FloatTensor> parameters() {
    return parameters.tensors();
  }

  @Override
  public BatchGradients gradients(float[][] batch) {
    if (!codebooks.get(0).isInitialised()) {
      initialise(batch);
    }
    List<String> outputs = new ArrayList<>(List.of(LOSS));
    outputs.addAll(vectorNames());
    GraphResult result =
        GradientGraph.calculate(graph, inputs(batch, 1), outputs, parameters.names());
    vectors = vectorNames().stream().map(name -> floats(result.output(name))).toList();
    return new BatchGradients(result.output(LOSS).getDouble(0), result.gradientTensors(), Map.of());
  }

  /** From the bottom up, since each level reads what is below it. */
  private void initialise(float[][] batch) {
    for (int level = 0; level < codebooks.size(); level++) {
      String name = "vectors." + level;
      INDArray encoded = Objects.requireNonNull(graph.output(inputs(batch, 1), name).get(name));
      KeyedDraws draws = new KeyedDraws(random, Level.of(level), KeyedDraws.INITIALISATION);
      codebooks.get(level).initialise(floats(encoded), draws);
    }
  }

  private List<String> vectorNames() {
    List<String> names = new ArrayList<>();
    for (int level = 0; level < codebooks.size(); level++) {
      names.add("vectors." + level);
    }
    return names;
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  @Override
  public Map<String, Double> stepMade(long step) {
    for (int level = 0; level < codebooks.size(); level++) {
      CodebookTraining codebook = codebooks.get(level);
      KeyedDraws draws = new KeyedDraws(random, Level.of(level), step);
      codebook.update(codebook.quantise(vectors.get(level)), draws);
    }
    return Map.of();
  }

  @Override
  public Map<String, Double> evaluate(float[][] batch) {
    return Map.of(
        "spectral_convergence_db_l1",
        convergence(batch, 1),
        "spectral_convergence_db_l" + codebooks.size(),
        convergence(batch, 0));
  }

  private double convergence(float[][] batch, float below) {
    float[] output =
        floats(Objects.requireNonNull(graph.output(inputs(batch, below), "output").get("output")));
    SpectralConvergence measure = new SpectralConvergence();
    double sum = 0;
    for (int item = 0; item < batch.length; item++) {
      float[] one = new float[shape.rows()];
      System.arraycopy(output, item * shape.rows(), one, 0, shape.rows());
      sum += 20 * Math.log10(measure.between(batch[item], one));
    }
    return sum / batch.length;
  }

  @Override
  public void close() {
    codebooks.forEach(CodebookTraining::close);
  }
}
