package org.jukebox4j.prior.attention;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.parameter.ParameterScope;

/**
 * Multi-head attention of one kind, with its projections. Source: Dhariwal et al. 2020, §4.1.
 *
 * <p>There are two forms of the same mathematics. {@link #forward} computes a whole sequence from
 * the definition of the kind; {@link #step} computes the next positions from a {@link
 * KeyValueCache}.
 */
public final class MultiHeadAttention {
  private final FactoredAttention kind;
  private final int heads;
  private final int state;
  private final Linear input;
  private final Linear output;
  private final @Nullable Linear encoderInput;

  private MultiHeadAttention(
      FactoredAttention kind, int heads, Linear input, Linear output, @Nullable Linear encoder) {
    this.kind = kind;
    this.heads = heads;
    this.input = input;
    this.output = output;
    this.encoderInput = encoder;
    this.state = output.inputs();
  }

  /**
   * Takes the parameters {@code c_attn}, {@code c_proj} and, for attention to an encoder, {@code
   * c_enc_kv}.
   *
   * @param scope where the layer's parameters are
   * @param kind which keys are seen
   * @param width width of the sequence's rows
   * @param state width of queries, keys and values, all heads together
   * @param heads number of heads; must divide the state
   * @return the layer
   */
  public static MultiHeadAttention from(
      ParameterScope scope, FactoredAttention kind, int width, int state, int heads) {
    if (heads < 1 || state % heads != 0) {
      throw new IllegalArgumentException(
          "heads must divide the width of the attention, " + state + ", but was " + heads);
    }
    boolean encoder = kind.attendsToEncoder();
    return new MultiHeadAttention(
        kind,
        heads,
        Linear.inputFirst(scope.child("c_attn"), width, encoder ? state : 3 * state),
        Linear.inputFirst(scope.child("c_proj"), state, width),
        encoder ? Linear.inputFirst(scope.child("c_enc_kv"), width, 2 * state) : null);
  }

  /**
   * Returns which keys are seen.
   *
   * @return the kind of attention
   */
  public FactoredAttention kind() {
    return kind;
  }

  /**
   * Computes a whole sequence from the definition of the kind: slow, short, and what the cached
   * form is checked against.
   *
   * @param x {@code [time, width]}
   * @param time number of positions, from position 0 on
   * @param encoder states of the lyrics encoder as a batch of one; null where there is none
   * @param probe told every weight; null if nobody wants them
   * @return {@code [time, width]}
   */
  public float[] forward(
      float[] x, int time, @Nullable EncoderStates encoder, @Nullable AttentionProbe probe) {
    try (NativeScratch scratch = new NativeScratch()) {
      float[] own = new float[time * input.outputs()];
      input.forward(x, 1, time, own, scratch);
      float[] keyValues = own;
      int rowWidth = input.outputs();
      int keyAt = state;
      if (encoderInput != null) {
        EncoderStates states = requireEncoder(encoder);
        rowWidth = encoderInput.outputs();
        keyAt = 0;
        keyValues = new float[states.length() * rowWidth];
        encoderInput.forward(states.values(), 1, states.length(), keyValues, scratch);
      }
      WholeSequence sequence =
          new WholeSequence(
              kind,
              new WholeSequence.Rows(own, input.outputs(), 0),
              new WholeSequence.Rows(keyValues, rowWidth, keyAt),
              new WholeSequence.Rows(keyValues, rowWidth, keyAt + state));
      float[] attended = sequence.attend(time, heads, state / heads, probe);
      float[] y = new float[time * output.outputs()];
      output.forward(attended, 1, time, y, scratch);
      return y;
    }
  }

  private static EncoderStates requireEncoder(@Nullable EncoderStates encoder) {
    if (encoder == null) {
      throw new IllegalArgumentException(
          "encoder: a layer attends to a lyrics encoder, but no encoder states were given");
    }
    return encoder;
  }

  /**
   * Allocates the cache of this layer and, for attention to an encoder, fills it.
   *
   * @param items number of items in the batch
   * @param encoder states of the lyrics encoder; null where there is none
   * @param scratch memory of the calling thread
   * @return the cache; close it to free its memory
   */
  public KeyValueCache openCache(
      int items, @Nullable EncoderStates encoder, NativeScratch scratch) {
    KeyValueCache cache = new KeyValueCache(items, kind.slots(), state);
    if (encoderInput == null) {
      return cache;
    }
    EncoderStates states = requireEncoder(encoder);
    if (states.items() != items || states.length() != kind.slots()) {
      cache.close();
      throw new IllegalArgumentException(
          "encoder: expected [items="
              + items
              + ", length="
              + kind.slots()
              + ", width] but was ["
              + states.items()
              + ", "
              + states.length()
              + ", width]");
    }
    float[] keyValues = new float[items * states.length() * 2 * state];
    encoderInput.forward(states.values(), items, states.length(), keyValues, scratch);
    for (int item = 0; item < items; item++) {
      for (int i = 0; i < states.length(); i++) {
        cache.write(item, i, keyValues, (item * states.length() + i) * 2 * state);
      }
    }
    return cache;
  }

  /**
   * Returns how much memory a cache takes.
   *
   * @return float32 elements of keys and values for one item
   */
  public long cacheElements() {
    return 2L * kind.slots() * state;
  }

  /**
   * Computes the next positions of a batch from the cache and adds their keys and values to it.
   *
   * @param x {@code [items * rows, width]}
   * @param batch number of items, rows of each and position of the first row
   * @param memory cache of this layer and working memory
   * @param y receives {@code [items * rows, width]}
   * @param probe told every weight; null if nobody wants them
   */
  public void step(
      float[] x, StepBatch batch, Memory memory, float[] y, @Nullable AttentionProbe probe) {
    AttentionScratch scratch = memory.scratch();
    int items = batch.items();
    int all = items * batch.rows();
    scratch.reserve(items, all * input.outputs(), all * state);
    input.forward(x, items, batch.rows(), scratch.projected, scratch.linear);
    scratch.step.begin(this, batch, memory, probe);
    if (probe == null && Linear.isFew(batch.rows())) {
      scratch.linear.threads().run(items, scratch.step);
    } else {
      for (int item = 0; item < items; item++) {
        scratch.step.run(item);
      }
    }
    output.forward(scratch.attended, items, batch.rows(), y, scratch.linear);
  }

  /**
   * What a step reads and writes.
   *
   * @param cache keys and values of this layer
   * @param scratch working memory of the calling thread
   */
  public record Memory(KeyValueCache cache, AttentionScratch scratch) {}

  /** Returns the width of the rows of queries, keys and values. */
  int projectedWidth() {
    return input.outputs();
  }

  /** Returns the width of a query, all heads together. */
  int state() {
    return state;
  }
}
