package org.jukebox4j.prior.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.prior.ScatteredWeights;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Start;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AutoregressiveModelTest {
  private static final int TIME = 18;
  private static final int WIDTH = 16;
  private static final int TOKENS = 7;
  private final ParameterBinding binding = new ParameterBinding(new ScatteredWeights(9));

  @AfterEach
  void close() {
    binding.close();
  }

  private AutoregressiveModel model(Start start, Output output) {
    TransformerConfig transformer =
        TransformerConfig.of(
            WIDTH, 4, AttentionConfig.of(2, AttentionSchedule.ROW_COLUMN_PREVIOUS, 3));
    return binding.bind(
        "the model",
        scope ->
            AutoregressiveModel.from(
                scope,
                new AutoregressiveConfig(
                    TOKENS, SequenceLengths.of(TIME), transformer, start, output)),
        name -> true);
  }

  private static int[] tokens(int seed) {
    return IntStream.range(0, TIME).map(t -> (t * t + seed * 3 + t / 2) % TOKENS).toArray();
  }

  private static InputConditioning conditioning(int items) {
    List<float[]> perPosition = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      float[] ofItem = new float[TIME * WIDTH];
      for (int i = 0; i < ofItem.length; i++) {
        ofItem[i] = (float) Math.sin((i + item) * 0.37);
      }
      perPosition.add(ofItem);
    }
    float[] start = new float[items * WIDTH];
    for (int i = 0; i < start.length; i++) {
      start[i] = (float) Math.cos(i);
    }
    return new InputConditioning(items, start, perPosition);
  }

  /** Logits {@code [time, tokens]} of every position of the first item, fed in by a prefix. */
  private static float[] decoded(
      AutoregressiveModel model, InputConditioning conditioning, int prefix, int chunk) {
    float[] all = new float[TIME * TOKENS];
    try (AutoregressiveDecoder decoder = model.open(conditioning, null)) {
      if (prefix > 0) {
        decoder.append(
            IntStream.range(0, conditioning.items())
                .mapToObj(item -> Arrays.copyOf(tokens(item), prefix))
                .toList(),
            chunk);
      }
      while (decoder.position() < TIME) {
        int t = decoder.position();
        System.arraycopy(decoder.logits(), 0, all, t * TOKENS, TOKENS);
        decoder.append(
            IntStream.range(0, conditioning.items()).map(item -> tokens(item)[t]).toArray());
      }
      assertThat(decoder.tokens(0)).isEqualTo(tokens(0));
    }
    return all;
  }

  @Test
  void decodingStepByStepGivesTheLogitsOfTheWholeSequence() {
    AutoregressiveModel model = model(Start.LABELS, Output.TIED);
    float[] whole = model.logits(model.states(tokens(0), conditioning(1), null), TIME);
    assertThat(decoded(model, conditioning(1), 0, 1)).containsExactly(whole, within(2e-4f));
  }

  @Test
  void prefixInChunksChangesNothingBeyondRounding() {
    AutoregressiveModel model = model(Start.LABELS, Output.SEPARATE);
    float[] whole = model.logits(model.states(tokens(0), conditioning(1), null), TIME);
    for (int chunk : new int[] {1, 3, 8, 11, 50}) {
      float[] decoded = decoded(model, conditioning(1), 11, chunk);
      assertThat(Arrays.copyOfRange(decoded, 11 * TOKENS, decoded.length))
          .containsExactly(Arrays.copyOfRange(whole, 11 * TOKENS, whole.length), within(2e-4f));
    }
  }

  @Test
  void anItemGetsTheSameBitsAloneAsInABatch() {
    AutoregressiveModel model = model(Start.LABELS, Output.TIED);
    InputConditioning batch = conditioning(3);
    InputConditioning alone = conditioning(1);
    assertThat(decoded(model, batch, 5, 5)).isEqualTo(decoded(model, alone, 5, 5));
  }

  @Test
  @SuppressWarnings("NullAway") // the start may be null, which is not seen in a class file's arrays
  void tiedOutputSeesTheConditioningOnceMore() {
    AutoregressiveModel tied = model(Start.TOKEN, Output.TIED);
    float[] constant = new float[TIME * WIDTH];
    InputConditioning none = InputConditioning.none(1);
    InputConditioning zeros = new InputConditioning(1, null, List.of(constant));
    assertThat(tied.states(tokens(0), zeros, null)).isEqualTo(tied.states(tokens(0), none, null));
    constant[(TIME - 1) * WIDTH] = 1e6f;
    // the input is normalised, so that only what is added afterwards can be this large
    float[] states = tied.states(tokens(0), zeros, null);
    assertThat(states[(TIME - 1) * WIDTH]).isCloseTo(2e6f, within(100f));
  }

  @Test
  void lastTokenHasNoInfluence() {
    AutoregressiveModel model = model(Start.TOKEN, Output.TIED);
    int[] other = tokens(0);
    other[TIME - 1] = (other[TIME - 1] + 1) % TOKENS;
    assertThat(model.states(other, InputConditioning.none(1), null))
        .isEqualTo(model.states(tokens(0), InputConditioning.none(1), null));
  }

  @Test
  void badTokensAreRefusedBeforeAnythingIsComputed() {
    AutoregressiveModel model = model(Start.TOKEN, Output.TIED);
    try (AutoregressiveDecoder decoder = model.open(InputConditioning.none(2), null)) {
      assertThatThrownBy(() -> decoder.append(new int[] {1, 7}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("tokens must be between 0 and 6, but there was 7 in [1, 7]");
      assertThatThrownBy(() -> decoder.append(new int[] {1}))
          .hasMessage("tokens: expected one entry for each of 2 items, but there were 1");
      assertThatThrownBy(() -> decoder.append(List.of(new int[3], new int[2]), 4))
          .hasMessage("tokens: every item needs equally many, but there were 3 and 2");
      assertThatThrownBy(() -> decoder.append(List.of(new int[19], new int[19]), 4))
          .hasMessage("tokens: there is room for 18 more of 18, but there were 19");
      assertThatThrownBy(() -> decoder.append(List.of(new int[1], new int[1]), 0))
          .hasMessage("chunk must be at least 1, but was 0");
      assertThat(decoder.position()).isZero();
    }
  }

  @Test
  void fullSequenceHasNoNextToken() {
    AutoregressiveModel model = model(Start.TOKEN, Output.TIED);
    try (AutoregressiveDecoder decoder = model.open(InputConditioning.none(1), null)) {
      decoder.append(List.of(tokens(0)), 6);
      assertThatThrownBy(decoder::logits)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the sequence of 18 tokens is full: no token comes next");
    }
  }

  @Test
  void modelThatStartsFromLabelsNeedsThem() {
    AutoregressiveModel model = model(Start.LABELS, Output.TIED);
    assertThatThrownBy(() -> model.states(tokens(0), InputConditioning.none(1), null))
        .hasMessage("conditioning: this model starts from labels, but none were given");
  }

  @Test
  void equalLogitsCostTheLogarithmOfTheNumberOfTokens() {
    float[] logits = new float[3 * 8];
    assertThat(BitsPerCode.sum(logits, new int[] {0, 7, 3}, 0, 3)).isCloseTo(9, within(1e-12));
    assertThat(BitsPerCode.sum(logits, new int[] {0, 7, 3}, 1, 2)).isCloseTo(3, within(1e-12));
  }

  @Test
  void certainTokenCostsNothingAndAnImpossibleOneItsLogitDifference() {
    float[] logits = {1000, 0, 0, 1000};
    double bits = BitsPerCode.sum(logits, new int[] {0, 0}, 0, 2);
    assertThat(bits).isCloseTo(1000 / Math.log(2), within(1e-9));
  }
}
