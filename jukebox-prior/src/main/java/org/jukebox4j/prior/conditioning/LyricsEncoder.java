package org.jukebox4j.prior.conditioning;

import org.jukebox4j.core.kernel.LayerNorm;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveModel;
import org.jukebox4j.prior.autoregressive.BitsPerCode;
import org.jukebox4j.prior.autoregressive.InputConditioning;

/**
 * Reads the lyrics of a window: a transformer over the characters, a projection to the width of the
 * prior, and layer normalisation. Source: Dhariwal et al. 2020, §4.3.
 *
 * <p>It is trained with a loss of its own: its states, which have seen the characters before, must
 * predict the character of the same place.
 */
public final class LyricsEncoder {
  private final AutoregressiveModel model;
  private final Linear projection;
  private final LayerNorm norm;
  private final Linear output;

  private LyricsEncoder(ParameterScope scope, AutoregressiveConfig config, int width) {
    this.model = AutoregressiveModel.from(scope.child("prime_prior"), config);
    this.projection =
        Linear.inputFirst(scope.child("prime_state_proj"), config.transformer().width(), width);
    this.norm = LayerNorm.from(scope.child("prime_state_ln"), width);
    this.output = Linear.outputFirst(scope, "prime_x_out.weight", config.vocabularySize(), width);
  }

  /**
   * Takes the parameters {@code prime_prior}, {@code prime_state_proj}, {@code prime_state_ln} and
   * {@code prime_x_out}.
   *
   * @param scope where the prior's parameters are
   * @param config sizes of the encoder
   * @param width width of the prior
   * @return the encoder
   */
  public static LyricsEncoder from(ParameterScope scope, AutoregressiveConfig config, int width) {
    return new LyricsEncoder(scope, config, width);
  }

  /**
   * Encodes the lyrics of a window.
   *
   * @param tokens lyrics tokens of the window, 0 for padding
   * @return one state for each token, {@code [tokens, width]}
   * @throws IllegalArgumentException if there are too many or too few tokens, or unknown ones
   */
  public float[] encode(int[] tokens) {
    int length = model.config().lengths().length();
    if (tokens.length != length) {
      throw new IllegalArgumentException(
          "lyrics must be " + length + " tokens for this prior, but were " + tokens.length);
    }
    float[] states = model.states(tokens, InputConditioning.none(1), null);
    float[] projected = new float[length * projection.outputs()];
    try (NativeScratch scratch = new NativeScratch()) {
      projection.forward(states, 1, length, projected, scratch);
    }
    norm.forward(projected, length, projected);
    return projected;
  }

  /**
   * Computes the loss of the encoder.
   *
   * @param tokens lyrics tokens of the window
   * @param states what {@link #encode} made of them
   * @return cross entropy summed over the tokens, in bits
   */
  public double bits(int[] tokens, float[] states) {
    float[] logits = new float[tokens.length * output.outputs()];
    try (NativeScratch scratch = new NativeScratch()) {
      output.forward(states, 1, tokens.length, logits, scratch);
    }
    return BitsPerCode.sum(logits, tokens, 0, tokens.length);
  }
}
