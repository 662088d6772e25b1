package org.jukebox4j.prior.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.prior.ScatteredWeights;
import org.jukebox4j.prior.attention.AttentionProbe;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.transformer.TransformerConfig.ResidualScale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TransformerTest {
  private static final int TIME = 24;
  private static final int WIDTH = 12;
  private static final TransformerConfig CONFIG =
      new TransformerConfig(
          WIDTH,
          5,
          new AttentionConfig(2, 0.5, AttentionSchedule.ROW_COLUMN_PREVIOUS, 4, 0),
          1.5,
          ResidualScale.BY_DEPTH);

  private final ParameterBinding binding = new ParameterBinding(new ScatteredWeights(3));
  private final Transformer transformer =
      binding.bind(
          "the transformer",
          scope -> Transformer.from(scope, CONFIG, SequenceLengths.of(TIME)),
          name -> true);

  @AfterEach
  void close() {
    binding.close();
  }

  private static float[] random(long seed) {
    Random random = new Random(seed);
    float[] x = new float[TIME * WIDTH];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private float[] chunked(float[] x, int chunk) {
    float[] y = new float[x.length];
    try (StepDecoder decoder = transformer.open(1, null, 2)) {
      while (decoder.position() < TIME) {
        int from = decoder.position();
        int rows = Math.min(chunk, TIME - from);
        float[] h = Arrays.copyOfRange(x, from * WIDTH, (from + rows) * WIDTH);
        decoder.step(h, rows);
        System.arraycopy(h, 0, y, from * WIDTH, h.length);
      }
    }
    return y;
  }

  @Test
  void stepByStepAndInChunksEqualsTheWholeSequence() {
    float[] x = random(1);
    float[] whole = transformer.forward(x, TIME, null);
    for (int chunk : new int[] {1, 4, 7, TIME}) {
      assertThat(chunked(x, chunk)).as("chunks of %d", chunk).containsExactly(whole, within(2e-5f));
    }
  }

  @Test
  void aLaterInputNeverChangesAnEarlierOutput() {
    float[] x = random(2);
    float[] before = transformer.forward(x, TIME, null);
    x[15 * WIDTH + 3] += 2;
    float[] after = transformer.forward(x, TIME, null);
    assertThat(Arrays.copyOf(after, 15 * WIDTH)).isEqualTo(Arrays.copyOf(before, 15 * WIDTH));
    assertThat(after[15 * WIDTH + 3]).isNotEqualTo(before[15 * WIDTH + 3]);
  }

  @Test
  void anEarlierInputReachesEveryLaterPosition() {
    float[] x = random(2);
    float[] before = transformer.forward(x, TIME, null);
    x[0] += 2;
    float[] after = transformer.forward(x, TIME, null);
    for (int t = 0; t < TIME; t++) {
      assertThat(Arrays.copyOfRange(after, t * WIDTH, (t + 1) * WIDTH))
          .as("position %d", t)
          .isNotEqualTo(Arrays.copyOfRange(before, t * WIDTH, (t + 1) * WIDTH));
    }
  }

  @Test
  void probeHearsTheWeightsOfItsLayerOnly() {
    List<AttentionProbe.Query> heard = new ArrayList<>();
    float[] sums = new float[2 * TIME];
    AttentionProbe probe =
        (query, weights, from, count) -> {
          heard.add(query);
          for (int i = 0; i < count; i++) {
            sums[query.head() * TIME + query.position()] += weights[from + i];
          }
        };
    try (StepDecoder decoder = transformer.openProbed(1, null, 1, probe)) {
      decoder.step(random(1), TIME);
    }
    assertThat(heard).hasSize(2 * TIME);
    float[] ones = new float[2 * TIME];
    Arrays.fill(ones, 1);
    assertThat(sums).containsExactly(ones, within(1e-6f));
  }

  @Test
  void decodingBeyondTheSequenceIsRefused() {
    try (StepDecoder decoder = transformer.open(1, null, 2)) {
      decoder.step(random(1), 20);
      assertThatThrownBy(() -> decoder.step(random(1), 5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rows must be between 1 and 4, the positions left of 24, but was 5");
    }
  }

  @Test
  void layersThatDoNotExistCannotBeProbed() {
    assertThatThrownBy(() -> transformer.openProbed(1, null, 5, (q, w, f, c) -> {}))
        .hasMessage("layer must be between 0 and 4, but was 5");
  }

  @Test
  void headsThatDoNotDivideTheAttentionAreRefused() {
    assertThatThrownBy(
            () -> TransformerConfig.of(10, 1, AttentionConfig.of(3, AttentionSchedule.DENSE, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "heads must divide the width of the attention, 2 (share 0.25 of 10), but was 3");
  }
}
