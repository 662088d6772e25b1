package org.jukebox4j.prior.transformer;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.LayerNorm;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.kernel.StepThreads;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.prior.attention.AttentionProbe;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.attention.FactoredAttention;
import org.jukebox4j.prior.attention.MultiHeadAttention;
import org.jukebox4j.prior.attention.StepBatch;

/**
 * One layer: {@code h = x + a + m} with {@code a = attention(norm(x))} and {@code m =
 * feedForward(norm(x + a))}. Source: Dhariwal et al. 2020, appendix A.
 */
final class ResidualAttentionBlock {
  private final MultiHeadAttention attention;
  private final LayerNorm beforeAttention;
  private final FeedForward feedForward;
  private final LayerNorm beforeFeedForward;
  private final int width;
  private final float scale;

  private ResidualAttentionBlock(
      ParameterScope scope, FactoredAttention kind, TransformerConfig config) {
    this.width = config.width();
    this.scale = config.residualScale();
    this.attention =
        MultiHeadAttention.from(
            scope.child("attn"), kind, width, config.state(), config.attention().heads());
    this.beforeAttention = LayerNorm.from(scope.child("ln_0"), width);
    this.feedForward = FeedForward.from(scope.child("mlp"), width, config.hiddenWidth());
    this.beforeFeedForward = LayerNorm.from(scope.child("ln_1"), width);
  }

  static ResidualAttentionBlock from(
      ParameterScope scope, FactoredAttention kind, TransformerConfig config) {
    return new ResidualAttentionBlock(scope, kind, config);
  }

  MultiHeadAttention attention() {
    return attention;
  }

  /** Computes a whole sequence {@code [time, width]} in place. */
  void forward(
      float[] h, int time, @Nullable EncoderStates encoder, @Nullable AttentionProbe probe) {
    float[] normalised = new float[h.length];
    beforeAttention.forward(h, time, normalised);
    float[] a = attention.forward(normalised, time, encoder, probe);
    add(h, a, normalised, h.length);
    beforeFeedForward.forward(normalised, time, normalised);
    try (NativeScratch scratch = new NativeScratch()) {
      float[] hidden = new float[time * feedForward.hiddenWidth()];
      feedForward.forward(normalised, 1, time, hidden, scratch);
    }
    addBoth(h, a, normalised, h.length);
  }

  /** Computes the next positions {@code [items * rows, width]} in place. */
  void step(float[] h, StepBatch batch, StepMemory memory, int layer) {
    int rows = batch.items() * batch.rows();
    memory.reserve(rows * width, rows * hiddenWidth());
    float[] normalised = memory.normalised();
    RowStep each = memory.rowStep();
    StepThreads threads = memory.threads();
    each.begin(this, h, memory);
    each.run(RowStep.Stage.NORMALISE, rows, width, threads);
    attention.step(
        normalised, batch, memory.ofLayer(layer), memory.attended(), memory.probeOf(layer));
    each.run(RowStep.Stage.ADD_AND_NORMALISE, rows, width, threads);
    feedForward.widen(normalised, batch, memory.hidden(), memory.linear());
    each.run(RowStep.Stage.ACTIVATE, rows, hiddenWidth(), threads);
    feedForward.narrow(memory.hidden(), batch, normalised, memory.linear());
    each.run(RowStep.Stage.ADD_BOTH, rows, width, threads);
  }

  int width() {
    return width;
  }

  int hiddenWidth() {
    return feedForward.hiddenWidth();
  }

  float scale() {
    return scale;
  }

  LayerNorm beforeAttention() {
    return beforeAttention;
  }

  LayerNorm beforeFeedForward() {
    return beforeFeedForward;
  }

  private static void add(float[] x, float[] a, float[] sum, int size) {
    for (int i = 0; i < size; i++) {
      sum[i] = x[i] + a[i];
    }
  }

  private void addBoth(float[] h, float[] a, float[] m, int size) {
    float s = scale;
    for (int i = 0; i < size; i++) {
      h[i] += s * (a[i] + m[i]);
    }
  }
}
