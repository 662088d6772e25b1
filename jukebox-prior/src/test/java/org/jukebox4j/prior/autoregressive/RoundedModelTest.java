package org.jukebox4j.prior.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Start;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.junit.jupiter.api.Test;

/** A prior whose matrices are rounded to 8 bits, beside the same in float32. */
final class RoundedModelTest {
  private static final int TIME = 240;
  private static final int TOKENS = 40;
  private static final InputConditioning NONE = new InputConditioning(1, null, List.of());

  private static AutoregressiveModel model(ParameterBinding binding) {
    AutoregressiveConfig config =
        new AutoregressiveConfig(
            TOKENS,
            SequenceLengths.of(TIME),
            TransformerConfig.of(
                96, 6, AttentionConfig.of(2, AttentionSchedule.ROW_COLUMN_PREVIOUS, 12)),
            Start.TOKEN,
            Output.SEPARATE);
    return binding.bind(
        "the model", scope -> AutoregressiveModel.from(scope, config), name -> true);
  }

  private static float[] logits(int[] tokens, Precision precision) {
    try (ParameterBinding binding = new ParameterBinding(new RandomParameters(5), precision)) {
      AutoregressiveModel model = model(binding);
      return model.logits(model.states(tokens, NONE, null), TIME);
    }
  }

  private static int[] largest(float[] logits) {
    return IntStream.range(0, TIME)
        .map(
            t ->
                IntStream.range(0, TOKENS)
                    .reduce(0, (a, b) -> logits[t * TOKENS + b] > logits[t * TOKENS + a] ? b : a))
        .toArray();
  }

  @Test
  void bitsPerCodeAndLikeliestCodesAreNearlyThoseOfFloat32() {
    int[] tokens = IntStream.range(0, TIME).map(t -> (t * t + t / 3) % TOKENS).toArray();
    float[] exact = logits(tokens, Precision.FLOAT32);
    float[] rounded = logits(tokens, Precision.INT8);
    int[] likeliest = largest(exact);
    int[] ofRounded = largest(rounded);
    long same = IntStream.range(0, TIME).filter(t -> likeliest[t] == ofRounded[t]).count();
    assertThat((double) same / TIME).isGreaterThanOrEqualTo(0.95);
    double bits = BitsPerCode.sum(exact, tokens, 0, TIME);
    assertThat(BitsPerCode.sum(rounded, tokens, 0, TIME)).isCloseTo(bits, within(0.01 * bits));
    assertThat(rounded).isNotEqualTo(exact);
  }

  @Test
  void decodingStepByStepGivesTheLogitsOfTheWholeSequence() {
    int[] tokens = IntStream.range(0, TIME).map(t -> (t * 7 + t / 5) % TOKENS).toArray();
    float[] whole = logits(tokens, Precision.INT8);
    try (ParameterBinding binding = new ParameterBinding(new RandomParameters(5), Precision.INT8);
        AutoregressiveDecoder decoder = model(binding).open(NONE, null)) {
      for (int t = 0; t < TIME; t++) {
        assertThat(Arrays.copyOf(decoder.logits(), TOKENS))
            .containsExactly(
                Arrays.copyOfRange(whole, t * TOKENS, (t + 1) * TOKENS), within(2e-4f));
        decoder.append(new int[] {tokens[t]});
      }
    }
  }
}
