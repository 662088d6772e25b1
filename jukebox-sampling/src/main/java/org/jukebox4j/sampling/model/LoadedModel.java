package org.jukebox4j.sampling.model;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.prior.LabelRules;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.label.LabelVocabulary;
import org.jukebox4j.vqvae.VqVae;

/**
 * A model whose codec is loaded when it is first needed and whose priors are loaded one at a time.
 * Safe for use by several threads.
 */
public final class LoadedModel implements SamplingModel {
  private final ModelDescription description;
  private final ModelWeights weights;
  private final Map<Level, LabelVocabulary> vocabularies;
  private final Precision precision;
  private final MemoryEstimate estimate;
  private final MachineMemory memory;
  private final String fingerprint;
  private @Nullable VqVae vqVae;

  /**
   * Prepares a model.
   *
   * @throws ModelException if it cannot fit into memory
   */
  LoadedModel(
      ModelDescription description,
      ModelWeights weights,
      Map<Level, LabelVocabulary> vocabularies,
      MachineMemory memory,
      Precision precision) {
    this.description = description;
    this.weights = weights;
    this.vocabularies = Map.copyOf(vocabularies);
    this.memory = memory;
    this.precision = precision;
    this.estimate = MemoryEstimate.of(description, precision);
    estimate.requireFits(memory);
    this.fingerprint = fingerprint(description, weights, precision);
  }

  private static String fingerprint(
      ModelDescription description, ModelWeights weights, Precision precision) {
    byte[] json = description.toJson().getBytes(StandardCharsets.UTF_8);
    byte[] digest = FileWeights.sha256().digest(json);
    return description.name()
        + " ("
        + HexFormat.of().formatHex(digest, 0, 4)
        + ", "
        + weights.fingerprint()
        // Rounded weights give other codes.
        + (precision == Precision.INT8 ? ", int8)" : ")");
  }

  /**
   * Returns what the model consists of.
   *
   * @return everything but the weights
   */
  public ModelDescription description() {
    return description;
  }

  /**
   * Returns what the model needs.
   *
   * @return memory and time
   */
  public MemoryEstimate estimate() {
    return estimate;
  }

  ModelWeights weights() {
    return weights;
  }

  @Override
  public SampleRate sampleRate() {
    return description.codec().sampleRate();
  }

  @Override
  public Level top() {
    return description.top();
  }

  @Override
  public LevelShape shape(Level level) {
    PriorConfig prior = description.prior(level);
    LabelsConfig labels = prior.labels();
    Optional<LabelRules> rules =
        labels == null ? Optional.empty() : Optional.of(labels.rules(prior.codes().sampleRate()));
    return new LevelShape(
        prior.codes().contextLength(),
        prior.codes().samplesPerCode(),
        prior.upsampling() == null ? 0 : prior.upsampling().codesPerUpperCode(),
        prior.codes().codebookSize(),
        prior.lyrics().tokens(),
        rules);
  }

  @Override
  public Optional<LabelVocabulary> vocabulary(Level level) {
    return Optional.ofNullable(vocabularies.get(level));
  }

  @Override
  public Codec codec() {
    VqVae codec = vqVae();
    return new Codec() {
      @Override
      public int[] encode(float[] samples, Level level) {
        return codec.encode(samples, level);
      }

      @Override
      public float[] decode(int[] codes, Level level) {
        return codec.decode(codes, level);
      }
    };
  }

  /**
   * Returns the VQ-VAE, loading it if need be.
   *
   * @return the codec, closed with the model
   */
  public synchronized VqVae vqVae() {
    VqVae codec = vqVae;
    if (codec == null) {
      codec = weights.read(ModelPart.CODEC, source -> VqVae.load(description.codec(), source));
      vqVae = codec;
    }
    return codec;
  }

  @Override
  public Prior loadPrior(Level level) {
    PriorConfig prior = description.prior(level);
    return weights.read(
        ModelPart.priorOf(level), source -> TransformerPrior.load(prior, source, precision));
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public SamplingDefaults defaults() {
    return description.defaults();
  }

  @Override
  public int largestBatch(Level level) {
    return estimate.largestBatch(level, memory);
  }

  @Override
  public double secondsPerCode(Level level) {
    return estimate.level(level).secondsPerCode();
  }

  @Override
  public synchronized void close() {
    if (vqVae != null) {
      vqVae.close();
      vqVae = null;
    }
  }
}
