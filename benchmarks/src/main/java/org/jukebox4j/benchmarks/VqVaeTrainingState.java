package org.jukebox4j.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.random.KeyedRandom;
import org.jukebox4j.core.sequence.SequenceShape;
import org.jukebox4j.core.training.Optimiser;
import org.jukebox4j.core.training.OptimiserSettings;
import org.jukebox4j.core.training.TrainingStep;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.VqVaePresets;
import org.jukebox4j.vqvae.codebook.CodebookSettings;
import org.jukebox4j.vqvae.codebook.CodebookTraining;
import org.jukebox4j.vqvae.codebook.KeyedDraws;
import org.jukebox4j.vqvae.codebook.RandomRestart;
import org.jukebox4j.vqvae.loss.LossNormalisers;
import org.jukebox4j.vqvae.loss.VqVaeLossConfig;
import org.jukebox4j.vqvae.training.LevelStep;
import org.jukebox4j.vqvae.training.VqVaeGraph;
import org.jukebox4j.vqvae.training.VqVaeStep;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The small codec in training: graph, codebooks, optimiser, and a batch of noise. */
@State(Scope.Benchmark)
public class VqVaeTrainingState {
  private static final double EMA_DECAY = 0.99;
  private static final double PEAK_RATE = 3e-4;

  /** Items of a batch. */
  @Param("2")
  public int items;

  /** Samples of an item. */
  @Param("65536")
  public int samples;

  final VqVaeConfig config = VqVaePresets.smallVqvae();
  final VqVaeLossConfig losses = VqVaeLossConfig.smallVqvae(LossNormalisers.NONE);
  private final KeyedRandom random = new KeyedRandom(3);
  private final List<CodebookTraining> codebooks = new ArrayList<>();
  float[] audio;
  VqVaeGraph graph;
  VqVaeStep last;
  private Optimiser optimiser;
  private long steps;

  /** Makes the codec and its first codes. */
  @Setup
  public void open() {
    audio = new float[items * samples];
    for (int i = 0; i < audio.length; i++) {
      audio[i] = (float) (1.2 * (random.uniform(Level.BOTTOM, 0, i) - 0.5));
    }
    graph = new VqVaeGraph(config, losses, GraphKind.KERNEL, new SequenceShape(items, samples));
    graph.parameters().load(new RandomParameters(0));
    optimiser = new Optimiser(graph.parameters().tensors(), OptimiserSettings.defaults(PEAK_RATE));
    List<float[]> vectors = graph.encode(audio);
    for (int index = 0; index < config.levels().size(); index++) {
      CodebookTraining codebook =
          new CodebookTraining(
              Level.of(index),
              config.codebookSize(),
              config.embeddingWidth(),
              new CodebookSettings(EMA_DECAY, RandomRestart.ORIGINAL));
      codebook.initialise(vectors.get(index), draws(index, KeyedDraws.INITIALISATION));
      codebooks.add(codebook);
    }
    last = gradients();
  }

  private KeyedDraws draws(int level, long step) {
    return new KeyedDraws(random, Level.of(level), step);
  }

  /** The samples of an item. */
  float[] item(int index) {
    return Arrays.copyOfRange(audio, index * samples, (index + 1) * samples);
  }

  /** Loss and gradients. */
  VqVaeStep gradients() {
    last = graph.step(audio, codebooks.stream().map(CodebookTraining::vectors).toList());
    return last;
  }

  /** What the step does to the codebooks. */
  void updateCodebooks(VqVaeStep step) {
    for (int index = 0; index < codebooks.size(); index++) {
      CodebookTraining codebook = codebooks.get(index);
      LevelStep level = step.levels().get(index);
      codebook.update(codebook.quantise(level.vectors()), draws(index, steps));
    }
    steps++;
  }

  /** Clipping and Adam. */
  TrainingStep updateWeights(VqVaeStep step) {
    return optimiser.step(step.loss(), step.gradients());
  }

  /** Frees native memory. */
  @TearDown
  public void close() {
    optimiser.close();
    codebooks.forEach(CodebookTraining::close);
  }
}
