package org.jukebox4j.prior.autoregressive;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.kernel.StepThreads;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.attention.AttentionProbe;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.transformer.StepDecoder;
import org.jukebox4j.prior.transformer.StepDecoderProvider;
import org.jukebox4j.prior.transformer.Transformer;

/**
 * The probability of every token given the tokens before it. Source: Dhariwal et al. 2020, §4.
 *
 * <p>Input at position {@code t}: embedding of token {@code t - 1}, or the start vector at 0, plus
 * the position embedding, plus the conditioning of the position. With a tied output matrix the
 * conditioning is added once more to the output of the transformer.
 */
public final class AutoregressiveModel {
  private final AutoregressiveConfig config;
  private final FloatTensor embedding;
  private final FloatTensor positions;
  private final float @Nullable [] startToken;
  private final Transformer transformer;
  private final @Nullable Linear output;

  private AutoregressiveModel(ParameterScope scope, AutoregressiveConfig config) {
    int width = config.transformer().width();
    int vocabulary = config.vocabularySize();
    this.config = config;
    this.embedding = scope.take("x_emb.weight", vocabulary, width);
    this.positions = scope.take("pos_emb.pos_emb", config.lengths().length(), width);
    this.startToken =
        config.start() == AutoregressiveConfig.Start.TOKEN
            ? scope.takeMatrix("start_token", 1, width)
            : null;
    this.transformer =
        Transformer.from(scope.child("transformer"), config.transformer(), config.lengths());
    this.output =
        switch (config.output()) {
          case TIED -> {
            // Checkpoints hold the tied matrix under both names.
            scope.takeIfPresent("x_out.weight", vocabulary, width);
            yield Linear.outputFirst(embedding, scope.precision());
          }
          case SEPARATE -> Linear.outputFirst(scope, "x_out.weight", vocabulary, width);
          case NONE -> null;
        };
  }

  /**
   * Takes the parameters {@code x_emb}, {@code pos_emb}, {@code start_token}, {@code transformer}
   * and {@code x_out}.
   *
   * @param scope where the model's parameters are
   * @param config its sizes
   * @return the model
   */
  public static AutoregressiveModel from(ParameterScope scope, AutoregressiveConfig config) {
    return new AutoregressiveModel(scope, config);
  }

  /**
   * Returns the sizes.
   *
   * @return the configuration
   */
  public AutoregressiveConfig config() {
    return config;
  }

  /**
   * Returns the stack of layers.
   *
   * @return the transformer
   */
  public Transformer transformer() {
    return transformer;
  }

  /**
   * Computes the states before the output matrix for one whole sequence.
   *
   * @param tokens {@code [time]}; the last one has no influence
   * @param conditioning of a batch of one
   * @param encoder states of the lyrics encoder as a batch of one; null where there is none
   * @return {@code [time, width]}
   */
  public float[] states(
      int[] tokens, InputConditioning conditioning, @Nullable EncoderStates encoder) {
    int time = tokens.length;
    requireTokens(tokens);
    float[] x = new float[time * width()];
    for (int t = 0; t < time; t++) {
      input(conditioning, 0, t, t == 0 ? 0 : tokens[t - 1], x, t * width());
    }
    float[] h = transformer.forward(x, time, encoder);
    for (int t = 0; t < time; t++) {
      addAfterwards(conditioning, 0, t, h, t * width());
    }
    return h;
  }

  /**
   * Computes the logits of one whole sequence.
   *
   * @param states {@code [time, width]} from {@link #states}
   * @param time number of positions
   * @return {@code [time, vocabularySize]}
   */
  public float[] logits(float[] states, int time) {
    float[] logits = new float[time * config.vocabularySize()];
    try (NativeScratch scratch = new NativeScratch()) {
      output().forward(states, 1, time, logits, scratch);
    }
    return logits;
  }

  /**
   * Which weights are wanted.
   *
   * @param layer number of the layer
   * @param chunk how many positions to compute at a time
   * @param probe told the weights
   */
  public record Probed(int layer, int chunk, AttentionProbe probe) {}

  /**
   * Computes one whole sequence up to a layer whose attention weights are wanted.
   *
   * @param tokens {@code [time]}
   * @param conditioning of a batch of one
   * @param encoder states of the lyrics encoder as a batch of one; null where there is none
   * @param probed which weights
   */
  public void probe(
      int[] tokens,
      InputConditioning conditioning,
      @Nullable EncoderStates encoder,
      Probed probed) {
    requireTokens(tokens);
    float[] rows = new float[probed.chunk() * width()];
    try (StepDecoder decoder = transformer.openProbed(1, encoder, probed.layer(), probed.probe())) {
      for (int first = 0; first < tokens.length; first += probed.chunk()) {
        int count = Math.min(probed.chunk(), tokens.length - first);
        for (int i = 0; i < count; i++) {
          int t = first + i;
          input(conditioning, 0, t, t == 0 ? 0 : tokens[t - 1], rows, i * width());
        }
        decoder.step(rows, count);
      }
    }
  }

  int width() {
    return config.transformer().width();
  }

  Linear output() {
    if (output == null) {
      throw new IllegalStateException("this model has no output matrix");
    }
    return output;
  }

  /** Writes the input of one position of one item to {@code x[at ..]}. */
  void input(InputConditioning conditioning, int item, int t, int before, float[] x, int at) {
    int width = width();
    if (t > 0) {
      embedding.read(before * width, x, at, width);
    } else {
      float[] start = conditioning.start();
      if (start != null) {
        System.arraycopy(start, item * width, x, at, width);
      } else if (startToken != null) {
        System.arraycopy(startToken, 0, x, at, width);
      } else {
        throw new IllegalArgumentException(
            "conditioning: this model starts from labels, but none were given");
      }
    }
    for (int i = 0; i < width; i++) {
      x[at + i] += positions.get(t * width + i);
    }
    add(conditioning, item, t, x, at);
  }

  /** Adds the conditioning of one position once more, where the output matrix is tied. */
  void addAfterwards(InputConditioning conditioning, int item, int t, float[] h, int at) {
    if (config.output() == AutoregressiveConfig.Output.TIED) {
      add(conditioning, item, t, h, at);
    }
  }

  private void add(InputConditioning conditioning, int item, int t, float[] x, int at) {
    if (conditioning.perPosition().isEmpty()) {
      return;
    }
    float[] perPosition = conditioning.perPosition().get(item);
    int width = width();
    for (int i = 0; i < width; i++) {
      x[at + i] += perPosition[t * width + i];
    }
  }

  /**
   * Starts decoding a batch with the usual number of threads.
   *
   * @param conditioning of the batch
   * @param encoder states of the lyrics encoder; null where there is none
   * @return a decoder at position 0; close it to free its caches
   */
  public AutoregressiveDecoder open(
      InputConditioning conditioning, @Nullable EncoderStates encoder) {
    return open(conditioning, encoder, StepThreads.usual());
  }

  /**
   * Starts decoding a batch.
   *
   * @param conditioning of the batch
   * @param encoder states of the lyrics encoder; null where there is none
   * @param threads how many share a step, the caller counted
   * @return a decoder at position 0; close it to free its caches
   */
  public AutoregressiveDecoder open(
      InputConditioning conditioning, @Nullable EncoderStates encoder, int threads) {
    StepDecoder decoder =
        StepDecoderProvider.openFirst(transformer, conditioning.items(), encoder)
            .orElseGet(() -> transformer.open(conditioning.items(), encoder, threads));
    return new AutoregressiveDecoder(this, conditioning, decoder);
  }

  void requireTokens(int[] tokens) {
    for (int token : tokens) {
      if (token < 0 || token >= config.vocabularySize()) {
        throw new IllegalArgumentException(
            "tokens must be between 0 and "
                + (config.vocabularySize() - 1)
                + ", but there was "
                + token
                + " in "
                + Arrays.toString(Arrays.copyOf(tokens, Math.min(16, tokens.length))));
      }
    }
  }
}
