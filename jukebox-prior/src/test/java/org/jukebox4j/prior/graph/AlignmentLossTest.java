package org.jukebox4j.prior.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.AlignmentHead;
import org.jukebox4j.prior.CodesConfig;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.ScatteredWeights;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.dataset.SungCharacters;
import org.jukebox4j.prior.dataset.WindowBatch;
import org.jukebox4j.prior.kernel.KernelMemory;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.junit.jupiter.api.Test;

final class AlignmentLossTest {
  private static final int CONTEXT = 32;
  private static final int LYRICS = 8;
  private static final String QUERIES = "prior.transformer._attn_mods.3.attn.c_attn.w";
  private static final double LOG_2 = Math.log(2);

  private static PriorConfig config(@Nullable AlignmentHead head) {
    TransformerConfig encoder =
        TransformerConfig.of(
            16, 1, AttentionConfig.of(1, AttentionSchedule.ROW_COLUMN_PREVIOUS, 2));
    return new PriorConfig(
        new CodesConfig(Level.TOP, CONTEXT, 8, 16, 1000),
        TransformerConfig.of(32, 4, AttentionConfig.of(2, AttentionSchedule.LYRICS_EVERY_4, 4)),
        Output.SEPARATE,
        new LyricsArchitecture.SeparateEncoder(LYRICS, 80, encoder, 0.4),
        new LabelsConfig(
            3, 3, 2, LabelVocabularyVersion.V2, new LabelsConfig.TimingRange(8, 0.1, 10)),
        null,
        head);
  }

  private static PriorGraph graph(GraphKind kind, double share) {
    KernelMemory memory = new KernelMemory(KernelMemory.Activations.KEPT);
    return PriorGraph.build(
        config(new AlignmentHead(3, 1)),
        new ScatteredWeights(4),
        new GraphContext(kind, 2, memory),
        share);
  }

  /**
   * Two windows, in which some codes are misheard; of the second only the first half of the codes
   * has known characters.
   */
  private static WindowBatch batch() {
    int[][] codes = new int[2][CONTEXT];
    int[][] heard = new int[2][CONTEXT];
    LabelVector[] labels = new LabelVector[2];
    int[][] first = new int[2][CONTEXT];
    int[][] end = new int[2][CONTEXT];
    for (int item = 0; item < 2; item++) {
      int shift = 3 * item;
      Arrays.setAll(codes[item], i -> (5 * i + shift) % 16);
      Arrays.setAll(heard[item], i -> i % 4 == 1 ? 7 : (5 * i + shift) % 16);
      int[] lyrics = new int[LYRICS];
      Arrays.setAll(lyrics, i -> 1 + (7 * i + shift) % 60);
      labels[item] = new LabelVector(1000, 80, CONTEXT * 8, item, new int[] {1, -1}, lyrics);
      for (int code = 0; code < (item == 0 ? CONTEXT : CONTEXT / 2); code++) {
        first[item][code] = code / 6;
        end[item][code] = code / 6 + 2;
      }
    }
    return new WindowBatch(
        List.of(codes),
        List.of(heard),
        new WindowConditioning(2, List.of(), List.of(labels)),
        List.of(new SungCharacters(first[0], end[0]), new SungCharacters(first[1], end[1])));
  }

  @Test
  void kernelAndReferenceHaveTheSameBitsAndGradients() {
    try (PriorGraph kernel = graph(GraphKind.KERNEL, 0.7);
        PriorGraph reference = graph(GraphKind.REFERENCE, 0.7)) {
      PriorGraph.Gradients expected = reference.gradients(batch());
      Map<String, float[]> wanted = copies(expected.gradients());
      PriorGraph.Gradients actual = kernel.gradients(batch());

      assertThat(actual.alignment()).isCloseTo(expected.alignment(), within(1e-5));
      assertThat(actual.loss().total()).isCloseTo(expected.loss().total(), within(1e-5));
      actual
          .gradients()
          .forEach(
              (name, gradient) ->
                  assertThat(gradient.toArray())
                      .as(name)
                      .usingComparatorWithPrecision(2e-5f)
                      .containsExactly(wanted.get(name)));
    }
  }

  private static Map<String, float[]> copies(Map<String, FloatTensor> gradients) {
    Map<String, float[]> copies = new LinkedHashMap<>();
    gradients.forEach((name, gradient) -> copies.put(name, gradient.toArray()));
    return copies;
  }

  @Test
  void theGradientIsTheSlopeOfTheBits() {
    double share = 3;
    try (PriorGraph graph = graph(GraphKind.KERNEL, share)) {
      FloatTensor queries = graph.parameters().get(QUERIES);
      float slope = graph.gradients(batch()).gradients().get(QUERIES).get(40);
      float step = 0.02f;
      float before = queries.get(40);

      queries.write(40, new float[] {before + step}, 0, 1);
      double above = total(graph.loss(batch()), share);
      queries.write(40, new float[] {before - step}, 0, 1);
      double below = total(graph.loss(batch()), share);

      assertThat((above - below) / (2 * step)).isCloseTo(slope, within(0.02 * Math.abs(slope)));
    }
  }

  private static double total(PriorGraph.Loss loss, double share) {
    return loss.loss().total() + share * loss.alignment();
  }

  @Test
  void evenAttentionMissesTwoOfEightCharactersByTwoBits() {
    try (PriorGraph graph = graph(GraphKind.KERNEL, 1)) {
      FloatTensor queries = graph.parameters().get(QUERIES);
      queries.write(0, new float[queries.size()], 0, queries.size());
      FloatTensor bias = graph.parameters().get(QUERIES.replace("attn.w", "attn.b"));
      bias.write(0, new float[bias.size()], 0, bias.size());

      double missed = graph.loss(batch()).alignment();

      assertThat(missed)
          .as("log2(8 / 2), known at three quarters of the codes")
          .isCloseTo(0.75 * Math.log(4) / LOG_2, within(1e-5));
    }
  }

  @Test
  void withoutAShareTheGradientsAreThoseOfTheOriginal() {
    try (PriorGraph plain = graph(GraphKind.KERNEL, 0);
        PriorGraph small = graph(GraphKind.KERNEL, 1e-9)) {
      float[] expected = plain.gradients(batch()).gradients().get(QUERIES).toArray();

      assertThat(small.gradients(batch()).gradients().get(QUERIES).toArray())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(expected);
      assertThat(plain.loss(batch()).alignment()).isZero();
    }
  }

  @Test
  void aPriorWithoutAnAlignmentHeadIsRefused() {
    GraphContext context =
        new GraphContext(
            GraphKind.KERNEL, 2, new KernelMemory(KernelMemory.Activations.RECOMPUTED));

    assertThatThrownBy(() -> PriorGraph.build(config(null), new ScatteredWeights(4), context, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("alignment head");
  }
}
