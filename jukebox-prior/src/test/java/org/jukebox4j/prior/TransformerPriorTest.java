package org.jukebox4j.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterMismatchException;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.core.residual.ResidualScale;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TransformerPriorTest {
  private static final int CONTEXT = 20;
  private static final int CODES = 9;
  private static final LabelsConfig TIMED =
      new LabelsConfig(
          3, 4, 2, LabelVocabularyVersion.V2, new LabelsConfig.TimingRange(8, 0.5, 10));
  private static final LabelsConfig UNTIMED =
      new LabelsConfig(3, 4, 2, LabelVocabularyVersion.V2, null);

  private static TransformerConfig stack(int width, int depth, AttentionSchedule schedule) {
    return TransformerConfig.of(width, depth, AttentionConfig.of(2, schedule, 4));
  }

  private static PriorConfig prior(
      Level level,
      TransformerConfig transformer,
      LyricsArchitecture lyrics,
      @Nullable LabelsConfig labels,
      @Nullable UpperLevelConditionerConfig upsampling) {
    Output output =
        lyrics instanceof LyricsArchitecture.SeparateEncoder ? Output.SEPARATE : Output.TIED;
    return new PriorConfig(
        new CodesConfig(level, CONTEXT, 8, CODES, 1000),
        transformer,
        output,
        lyrics,
        labels,
        upsampling,
        null);
  }

  private static PriorConfig withSeparateEncoder() {
    return prior(
        Level.TOP,
        stack(16, 10, AttentionSchedule.LYRICS_EVERY_10),
        new LyricsArchitecture.SeparateEncoder(
            8, 11, stack(8, 2, AttentionSchedule.ROW_COLUMN_PREVIOUS), 0.4),
        TIMED,
        null);
  }

  private static PriorConfig withSharedTransformer() {
    return prior(
        Level.TOP,
        stack(16, 16, AttentionSchedule.LYRICS_PREFIX_IN_EVERY_16TH),
        new LyricsArchitecture.SharedTransformer(8, 11, 0.4),
        TIMED,
        null);
  }

  private static PriorConfig upsampler() {
    ResidualStackConfig residual =
        new ResidualStackConfig(
            6, 2, 1.0, new DilationSchedule(3, 0, DilationOrder.GROWING), ResidualScale.ONE);
    return prior(
        Level.MIDDLE,
        stack(16, 3, AttentionSchedule.ROW_COLUMN_PREVIOUS),
        new LyricsArchitecture.None(),
        UNTIMED,
        new UpperLevelConditionerConfig(CODES, 16, 2, 2, residual));
  }

  private static PriorConfig withoutLabels() {
    return prior(
        Level.TOP,
        stack(16, 3, AttentionSchedule.ROW_COLUMN_PREVIOUS),
        new LyricsArchitecture.None(),
        null,
        null);
  }

  private static Stream<Named<PriorConfig>> everyArchitecture() {
    return Stream.of(
        Named.of("separate encoder", withSeparateEncoder()),
        Named.of("shared transformer", withSharedTransformer()),
        Named.of("upsampler", upsampler()),
        Named.of("without labels", withoutLabels()));
  }

  private static TransformerPrior load(PriorConfig config) {
    return TransformerPrior.load(config, new ScatteredWeights(17));
  }

  private static LabelVector labels(PriorConfig config, int item) {
    int[] lyrics = IntStream.range(0, config.lyrics().tokens()).map(i -> (i + item) % 11).toArray();
    return new LabelVector(2000 + item, 100L * item, 160, item % 3, new int[] {item, -1}, lyrics);
  }

  private static WindowConditioning conditioning(PriorConfig config, int... items) {
    List<int[]> upper = new ArrayList<>();
    List<LabelVector> labels = new ArrayList<>();
    for (int item : items) {
      if (config.upsampling() != null) {
        upper.add(IntStream.range(0, CONTEXT / 4).map(i -> (i * i + item) % CODES).toArray());
      }
      if (config.labels() != null) {
        labels.add(labels(config, item));
      }
    }
    return new WindowConditioning(items.length, upper, labels);
  }

  private static int[] codes(int item) {
    return IntStream.range(0, CONTEXT).map(t -> (t * t + item * 2 + t / 3) % CODES).toArray();
  }

  /** Logits of every position of each item, {@code [item][time * vocabulary]}. */
  private static float[][] decoded(TransformerPrior prior, int prefix, int chunk, int... items) {
    float[][] all = new float[items.length][];
    try (WindowDecoder decoder = prior.open(conditioning(prior.config(), items))) {
      int size = decoder.vocabularySize();
      for (int i = 0; i < items.length; i++) {
        all[i] = new float[CONTEXT * size];
      }
      decoder.append(
          IntStream.of(items).mapToObj(item -> Arrays.copyOf(codes(item), prefix)).toList(), chunk);
      while (decoder.position() < CONTEXT) {
        int t = decoder.position();
        for (int i = 0; i < items.length; i++) {
          System.arraycopy(decoder.logits(), i * size, all[i], t * size, size);
        }
        decoder.append(IntStream.of(items).map(item -> codes(item)[t]).toArray());
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("everyArchitecture")
  void decodingGivesTheLogitsOfTheWholeWindow(PriorConfig config) {
    try (TransformerPrior prior = load(config)) {
      float[] whole = prior.logits(conditioning(config, 1), List.of(codes(1))).get(0);
      int size = whole.length / config.sequenceLength();
      int before = config.sequenceLength() - CONTEXT;
      for (int chunk : new int[] {1, 4, 7}) {
        float[] step = decoded(prior, 7, chunk, 1)[0];
        assertThat(Arrays.copyOfRange(step, 7 * size, step.length))
            .containsExactly(
                Arrays.copyOfRange(whole, (before + 7) * size, whole.length), within(5e-4f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyArchitecture")
  void aBatchOfThreeGivesTheBitsOfThreeSingleRuns(PriorConfig config) {
    try (TransformerPrior prior = load(config)) {
      float[][] batch = decoded(prior, 5, 5, 0, 1, 2);
      for (int item = 0; item < 3; item++) {
        assertThat(decoded(prior, 5, 5, item)[0]).isEqualTo(batch[item]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyArchitecture")
  void oneThreadGivesTheBitsOfThree(PriorConfig config) {
    try (TransformerPrior prior = load(config)) {
      float[][] three = decoded(prior.onThreads(3), 14, 14, 0, 1);
      assertThat(decoded(prior.onThreads(1), 14, 14, 0, 1)).isDeepEqualTo(three);
      assertThatThrownBy(() -> prior.onThreads(0))
          .hasMessage("threads must be at least 1, but were 0");
    }
  }

  @Test
  void lossWeighsCodesAndLyricsByTheirNumber() {
    PriorConfig config = withSharedTransformer();
    try (TransformerPrior prior = load(config)) {
      PriorLoss loss = prior.loss(conditioning(config, 0, 2), List.of(codes(0), codes(2)));
      assertThat(loss.codes()).isGreaterThan(1);
      assertThat(loss.lyrics()).isGreaterThan(1);
      assertThat(loss.total())
          .isCloseTo((0.4 * 8 * loss.lyrics() + 20 * loss.codes()) / 28, within(1e-9));
    }
  }

  @Test
  void lyricsTokenDrawnForACodeStandsForCodeZero() {
    try (TransformerPrior prior = load(withSharedTransformer());
        WindowDecoder decoder = prior.open(conditioning(prior.config(), 0))) {
      assertThat(decoder.vocabularySize()).isEqualTo(11 + CODES);
      assertThat(decoder.codeOf(10)).isZero();
      assertThat(decoder.codeOf(11)).isZero();
      assertThat(decoder.codeOf(19)).isEqualTo(8);
      assertThatThrownBy(() -> decoder.codeOf(20))
          .hasMessage("token must be between 0 and 19, but was 20");
    }
  }

  @Test
  void drawnLyricsTokenGoesOnAsItself() {
    try (TransformerPrior prior = load(withSharedTransformer());
        WindowDecoder drawn = prior.open(conditioning(prior.config(), 0));
        WindowDecoder code = prior.open(conditioning(prior.config(), 0))) {
      drawn.appendDrawn(new int[] {4});
      code.append(new int[] {drawn.codeOf(4)});
      assertThat(drawn.position()).isEqualTo(1);
      assertThat(drawn.logits()).isNotEqualTo(code.logits());
    }
  }

  @Test
  void lyricsAttentionOfAnEncoderSumsToOneInEveryRow() {
    PriorConfig config = withSeparateEncoder();
    try (TransformerPrior prior = load(config)) {
      float[] weights =
          prior
              .lyricsAttention(conditioning(config, 1), List.of(codes(1)), new AlignmentHead(9, 1))
              .get(0);
      assertThat(weights).hasSize(CONTEXT * 8);
      for (int t = 0; t < CONTEXT; t++) {
        float sum = 0;
        for (int i = 0; i < 8; i++) {
          sum += weights[t * 8 + i];
        }
        assertThat(sum).isCloseTo(1f, within(1e-5f));
      }
      assertThatThrownBy(
              () ->
                  prior.lyricsAttention(
                      conditioning(config, 1), List.of(codes(1)), new AlignmentHead(3, 0)))
          .hasMessage(
              "head must belong to a layer that attends to lyrics, but was layer 3, head 0 of 10"
                  + " layers and 2 heads");
    }
  }

  @Test
  void conditioningThatDoesNotFitIsRefused() {
    PriorConfig config = upsampler();
    try (TransformerPrior prior = load(config)) {
      WindowConditioning good = conditioning(config, 0);
      assertThatThrownBy(() -> prior.open(WindowConditioning.none(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("labels: this prior needs one entry for each of 1 items, but got none");
      assertThatThrownBy(() -> prior.open(new WindowConditioning(1, List.of(), good.labels())))
          .hasMessage("upperCodes: this prior needs one entry for each of 1 items, but got none");
      assertThatThrownBy(
              () -> prior.open(new WindowConditioning(1, List.of(new int[4]), good.labels())))
          .hasMessage("upperCodes: a window needs 5 codes of the level above, but there were 4");
      try (WindowDecoder decoder = prior.open(good)) {
        assertThatThrownBy(() -> decoder.append(new int[] {9}))
            .hasMessage("codes must be between 0 and 8 for this prior, but there was 9");
      }
    }
    try (TransformerPrior plain = load(withoutLabels())) {
      assertThatThrownBy(() -> plain.open(conditioning(config, 0)))
          .hasMessage("labels: this prior has none, but 1 were given");
    }
  }

  @Test
  void priorSaysWhatItNeeds() {
    try (TransformerPrior prior = load(upsampler())) {
      assertThat(prior.level()).isEqualTo(Level.MIDDLE);
      assertThat(prior.contextLength()).isEqualTo(CONTEXT);
      assertThat(prior.codesPerUpperCode()).isEqualTo(4);
      assertThat(prior.lyricsTokens()).isZero();
      assertThat(prior.labelRules())
          .contains(
              new LabelRules(1000, 0, Double.POSITIVE_INFINITY, LabelVocabularyVersion.V2, 2));
    }
    try (TransformerPrior prior = load(withoutLabels())) {
      assertThat(prior.labelRules()).isEmpty();
      assertThat(prior.codesPerUpperCode()).isZero();
    }
  }

  @Test
  void checkpointOfAnotherPriorIsRefusedWithTheNames() {
    ParameterSource none = ParameterSource.of(Map.of());
    assertThatThrownBy(() -> TransformerPrior.load(withoutLabels(), none))
        .isInstanceOf(ParameterMismatchException.class)
        .hasMessageContaining("the checkpoint does not fit the top prior")
        .hasMessageContaining("prior.x_emb.weight [9, 16]");
  }

  @Test
  void scheduleWithoutItsLyricsIsRefused() {
    assertThatThrownBy(
            () ->
                prior(
                    Level.TOP,
                    stack(16, 10, AttentionSchedule.LYRICS_EVERY_10),
                    new LyricsArchitecture.None(),
                    null,
                    null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the attention schedule has layers of kind LYRICS, which need a separate encoder for"
                + " the lyrics, but the lyrics were None[]");
  }
}
