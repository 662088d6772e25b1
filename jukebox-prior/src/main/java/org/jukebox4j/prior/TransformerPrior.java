package org.jukebox4j.prior;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.kernel.StepThreads;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.autoregressive.AutoregressiveDecoder;
import org.jukebox4j.prior.autoregressive.BitsPerCode;
import org.jukebox4j.prior.autoregressive.InputConditioning;

/**
 * A prior of any of the released kinds: top prior with or without lyrics and labels, or upsampler.
 * Source: Dhariwal et al. 2020, §4.
 */
public final class TransformerPrior implements Prior {
  /** How many lyrics tokens are computed at a time before the first code. */
  private static final int LYRICS_CHUNK = 128;

  private final PriorConfig config;
  private final ParameterBinding binding;
  private final PriorParts parts;
  private final WindowInputs inputs;
  private final int threads;

  private TransformerPrior(
      PriorConfig config, ParameterBinding binding, PriorParts parts, int threads) {
    this.config = config;
    this.binding = binding;
    this.parts = parts;
    this.inputs = new WindowInputs(config, parts);
    this.threads = threads;
  }

  /**
   * Builds a prior from its weights.
   *
   * @param config its sizes
   * @param weights named as in the released checkpoints
   * @return the prior; close it to free the weights
   * @throws org.jukebox4j.core.parameter.ParameterMismatchException naming everything that is
   *     missing, unexpected or misshapen
   */
  public static TransformerPrior load(PriorConfig config, ParameterSource weights) {
    return load(config, weights, Precision.FLOAT32);
  }

  /**
   * Builds a prior from its weights.
   *
   * @param config its sizes
   * @param weights named as in the released checkpoints
   * @param precision in which the matrices of the transformers are held
   * @return the prior; close it to free the weights
   * @throws org.jukebox4j.core.parameter.ParameterMismatchException naming everything that is
   *     missing, unexpected or misshapen
   */
  public static TransformerPrior load(
      PriorConfig config, ParameterSource weights, Precision precision) {
    ParameterBinding binding = new ParameterBinding(weights, precision);
    try {
      PriorParts parts =
          binding.bind(
              "the " + config.codes().level().label() + " prior",
              scope -> PriorParts.from(scope, config),
              name -> true);
      return new TransformerPrior(config, binding, parts, StepThreads.usual());
    } catch (RuntimeException | OutOfMemoryError e) {
      binding.close();
      throw e;
    }
  }

  /**
   * Returns the sizes.
   *
   * @return the configuration
   */
  public PriorConfig config() {
    return config;
  }

  @Override
  public Level level() {
    return config.codes().level();
  }

  @Override
  public int contextLength() {
    return config.codes().contextLength();
  }

  @Override
  public int samplesPerCode() {
    return config.codes().samplesPerCode();
  }

  @Override
  public int codebookSize() {
    return config.codes().codebookSize();
  }

  @Override
  public int codesPerUpperCode() {
    return config.upsampling() == null ? 0 : config.upsampling().codesPerUpperCode();
  }

  @Override
  public int lyricsTokens() {
    return config.lyrics().tokens();
  }

  @Override
  public Optional<LabelRules> labelRules() {
    return Optional.ofNullable(config.labels())
        .map(labels -> labels.rules(config.codes().sampleRate()));
  }

  @Override
  public TransformerPrior onThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but were " + count);
    }
    return new TransformerPrior(config, binding, parts, count);
  }

  @Override
  public WindowDecoder open(WindowConditioning conditioning) {
    InputConditioning input = inputs.conditioning(conditioning);
    EncoderStates encoder = inputs.encoderStates(conditioning);
    AutoregressiveDecoder decoder = parts.model().open(input, encoder, threads);
    try {
      if (inputs.tokens().lyricsBefore() > 0) {
        decoder.append(inputs.tokens().lyricsOf(conditioning), LYRICS_CHUNK);
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      decoder.close();
      throw e;
    }
    return new TransformerWindowDecoder(decoder, inputs, conditioning.items());
  }

  /**
   * Computes the logits of whole windows at once, without a cache.
   *
   * @param conditioning what the windows are conditioned on
   * @param codes for each item the codes of a whole window
   * @return for each item {@code [sequenceLength, vocabularySize]}, lyrics first where they share
   *     the transformer
   */
  public List<float[]> logits(WindowConditioning conditioning, List<int[]> codes) {
    List<float[]> logits = new ArrayList<>();
    for (int item = 0; item < conditioning.items(); item++) {
      WindowConditioning one = conditioning.only(item);
      int[] tokens = inputs.tokens().sequence(one, codes.get(item));
      logits.add(logits(tokens, inputs.conditioning(one), inputs.encoderStates(one)));
    }
    return logits;
  }

  private float[] logits(int[] tokens, InputConditioning input, @Nullable EncoderStates encoder) {
    float[] states = parts.model().states(tokens, input, encoder);
    return parts.model().logits(states, tokens.length);
  }

  /**
   * Computes how well whole windows are predicted.
   *
   * @param conditioning what the windows are conditioned on
   * @param codes for each item the codes of a whole window
   * @return the mean over the items
   */
  public PriorLoss loss(WindowConditioning conditioning, List<int[]> codes) {
    double codeBits = 0;
    double lyricsBits = 0;
    int before = inputs.tokens().lyricsBefore();
    for (int item = 0; item < conditioning.items(); item++) {
      WindowConditioning one = conditioning.only(item);
      int[] tokens = inputs.tokens().sequence(one, codes.get(item));
      EncoderStates encoder = inputs.encoderStates(one);
      float[] logits = logits(tokens, inputs.conditioning(one), encoder);
      codeBits += BitsPerCode.sum(logits, tokens, before, tokens.length);
      lyricsBits += BitsPerCode.sum(logits, tokens, 0, before);
      if (parts.lyrics() != null && encoder != null) {
        lyricsBits += parts.lyrics().bits(one.labels().get(0).lyrics(), encoder.values());
      }
    }
    return PriorLoss.of(config, codeBits / conditioning.items(), lyricsBits / conditioning.items());
  }

  /**
   * Computes how much attention each code of a window pays to each lyrics token.
   *
   * @param conditioning what the windows are conditioned on
   * @param codes for each item the codes of a whole window
   * @param head whose attention
   * @return for each item {@code [contextLength, lyricsTokens]}; with a shared transformer the rest
   *     of a row's weight lies on codes
   * @throws IllegalArgumentException if the head does not attend to lyrics
   */
  public List<float[]> lyricsAttention(
      WindowConditioning conditioning, List<int[]> codes, AlignmentHead head) {
    return new LyricsAttentionReader(inputs, parts.model()).read(conditioning, codes, head);
  }

  @Override
  public void close() {
    if (parts.upperCodes() != null) {
      parts.upperCodes().close();
    }
    binding.close();
  }
}
