package org.jukebox4j.vqvae.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.KeyedRandom;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.codebook.CodebookMetrics;
import org.jukebox4j.vqvae.codebook.CodebookTraining;
import org.jukebox4j.vqvae.codebook.KeyedDraws;
import org.jukebox4j.vqvae.codebook.Quantised;

/** The codebooks of all levels while a codec is trained. */
final class LevelCodebooks implements AutoCloseable {
  private static final String VECTORS = ".vectors";
  private static final String SUMS = ".sums";
  private static final String COUNTS = ".counts";

  private final VqVaeConfig config;
  private final VqVaeTrainingConfig training;
  private final KeyedRandom random;
  private final List<CodebookTraining> codebooks = new ArrayList<>();

  LevelCodebooks(VqVaeConfig config, VqVaeTrainingConfig training) {
    this.config = config;
    this.training = training;
    this.random = new KeyedRandom(training.seed());
    for (int level = 0; level < config.levels().size(); level++) {
      codebooks.add(
          new CodebookTraining(
              Level.of(level),
              config.codebookSize(),
              config.embeddingWidth(),
              training.codebooks()));
    }
  }

  /** Name of a codebook among the weights of a codec. */
  static String name(int level) {
    return "bottleneck.level_blocks." + level + ".k";
  }

  boolean areInitialised() {
    return codebooks.stream().allMatch(CodebookTraining::isInitialised);
  }

  void restoreFromExpectedUse(Level level, float[] vectors) {
    long samples = (long) training.batch().items() * training.batch().rows();
    codebooks
        .get(level.index())
        .restoreFromExpectedUse(vectors, samples / config.samplesPerCode(level));
  }

  /**
   * Chooses the first codes.
   *
   * @param batches for each of some batches the vectors of each level
   */
  void initialise(List<List<float[]>> batches) {
    for (int index = 0; index < codebooks.size(); index++) {
      int level = index;
      float[] vectors = joined(batches.stream().map(batch -> batch.get(level)).toList());
      KeyedDraws draws = new KeyedDraws(random, Level.of(index), KeyedDraws.INITIALISATION);
      int ofStep = batches.get(0).get(index).length / config.embeddingWidth();
      codebooks.get(index).initialise(vectors, ofStep, draws);
    }
  }

  private static float[] joined(List<float[]> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    float[] joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  List<float[]> vectors() {
    return codebooks.stream().map(CodebookTraining::vectors).toList();
  }

  /** Moves all codebooks towards the vectors of a step, which may be of several batches. */
  void update(List<VqVaeStep> steps, long step, VqVaeMetrics metrics) {
    List<Quantised> quantised = new ArrayList<>();
    List<CodebookMetrics> changes = new ArrayList<>();
    for (int index = 0; index < codebooks.size(); index++) {
      CodebookTraining codebook = codebooks.get(index);
      quantised.add(codebook.quantise(joined(vectorsOf(steps, index))));
      KeyedDraws draws = new KeyedDraws(random, Level.of(index), step);
      changes.add(codebook.update(quantised.get(index), draws));
    }
    metrics.addCodebooks(quantised, changes);
    metrics.addEachCodebook(changes);
  }

  private static List<float[]> vectorsOf(List<VqVaeStep> steps, int level) {
    return steps.stream().map(step -> step.levels().get(level).vectors()).toList();
  }

  /** Measures how a batch uses the codes, and changes nothing. */
  void measure(VqVaeStep step, VqVaeMetrics metrics) {
    for (LevelStep level : step.levels()) {
      Quantised quantised = codebooks.get(level.level().index()).quantise(level.vectors());
      metrics.addUse(level.level(), quantised, config.codebookSize());
    }
  }

  Map<String, FloatTensor> weights() {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (int index = 0; index < codebooks.size(); index++) {
      weights.put(name(index), matrix(codebooks.get(index).vectors()));
    }
    return weights;
  }

  private FloatTensor matrix(float[] values) {
    return FloatTensor.of(values, config.codebookSize(), config.embeddingWidth());
  }

  /** What a run goes on from; empty before there are codes. */
  Map<String, FloatTensor> state() {
    Map<String, FloatTensor> state = new LinkedHashMap<>();
    for (int index = 0; index < codebooks.size(); index++) {
      CodebookTraining codebook = codebooks.get(index);
      if (codebook.isInitialised()) {
        state.put(name(index) + VECTORS, matrix(codebook.vectors()));
        state.put(name(index) + SUMS, matrix(codebook.sums()));
        float[] counts = codebook.counts();
        state.put(name(index) + COUNTS, FloatTensor.of(counts, counts.length));
      }
    }
    return state;
  }

  void restore(Map<String, FloatTensor> state) {
    for (int index = 0; index < codebooks.size(); index++) {
      String name = name(index);
      if (state.containsKey(name + VECTORS)) {
        Function<String, float[]> values = part -> values(state.get(name + part), name + part);
        codebooks
            .get(index)
            .restore(values.apply(VECTORS), values.apply(SUMS), values.apply(COUNTS));
      }
    }
  }

  private static float[] values(@Nullable FloatTensor tensor, String name) {
    if (tensor == null) {
      throw new IllegalArgumentException("the state of a codebook must have " + name);
    }
    return tensor.toArray();
  }

  @Override
  public void close() {
    codebooks.forEach(CodebookTraining::close);
  }
}
