package org.jukebox4j.prior.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.run.BatchSource;
import org.jukebox4j.core.run.RunFolder;
import org.jukebox4j.core.run.RunListener;
import org.jukebox4j.core.run.Trainer;
import org.jukebox4j.core.run.TrainerSettings;
import org.jukebox4j.core.run.Validation;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.training.OptimiserSettings;
import org.jukebox4j.prior.CodesConfig;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.dataset.WindowBatch;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainablePriorTest {
  private static final int CONTEXT = 32;
  private static final int CODES = 16;
  private static final int LYRICS = 8;

  @TempDir private Path folder;

  private static PriorConfig config(
      int depth, AttentionSchedule schedule, LyricsArchitecture lyrics) {
    return new PriorConfig(
        new CodesConfig(Level.TOP, CONTEXT, 8, CODES, 1000),
        TransformerConfig.of(32, depth, AttentionConfig.of(2, schedule, 4)),
        Output.SEPARATE,
        lyrics,
        new LabelsConfig(
            3, 3, 2, LabelVocabularyVersion.V2, new LabelsConfig.TimingRange(8, 0.1, 10)),
        null,
        null);
  }

  private static PriorConfig plain(int depth) {
    return config(depth, AttentionSchedule.ROW_COLUMN_PREVIOUS, new LyricsArchitecture.None());
  }

  private static PriorConfig lyrical(int depth) {
    TransformerConfig encoder =
        TransformerConfig.of(
            16, 1, AttentionConfig.of(1, AttentionSchedule.ROW_COLUMN_PREVIOUS, 2));
    return config(
        depth,
        AttentionSchedule.LYRICS_EVERY_4,
        new LyricsArchitecture.SeparateEncoder(LYRICS, 80, encoder, 0.4));
  }

  /** Codes that count upwards; the seed decides where they begin. */
  private static WindowBatch batch(long seed, int lyricsTokens) {
    int[][] codes = new int[2][CONTEXT];
    LabelVector[] labels = new LabelVector[2];
    for (int item = 0; item < 2; item++) {
      int first = (int) ((seed * 7 + item * 5) % CODES);
      Arrays.setAll(codes[item], i -> (first + i) % CODES);
      int[] lyrics = new int[lyricsTokens];
      Arrays.fill(lyrics, 1 + first);
      labels[item] = new LabelVector(1000, 8 * first, CONTEXT * 8, item, new int[] {1, -1}, lyrics);
    }
    return new WindowBatch(List.of(codes), new WindowConditioning(2, List.of(), List.of(labels)));
  }

  private float[] train(
      String name, PriorConfig config, ParameterSource start, long steps, long stopAfter) {
    int lyrics = config.lyrics().tokens();
    BatchSource<WindowBatch> batches = position -> batch(position, lyrics);
    OptimiserSettings optimiser = OptimiserSettings.defaults(3e-3).withAverages(0.9);
    TrainerSettings settings = new TrainerSettings(optimiser, steps, 1, 10, 1000);
    RunFolder run = new RunFolder(folder.resolve(name), "prior_level_2");
    try (TrainablePrior prior = new TrainablePrior(config, start, GraphKind.KERNEL, 2)) {
      long[] asked = {0};
      new Trainer<>(prior, batches, Validation.none(), settings, RunListener.SILENT)
          .run(run, "test", () -> asked[0]++ >= stopAfter);
    }
    try (Checkpoint weights = Checkpoint.open(run.weights());
        TransformerPrior loaded = TransformerPrior.load(config, weights)) {
      WindowBatch held = batch(3, lyrics);
      return new float[] {
        (float) loaded.loss(held.conditioning(), held.codes()).codes(),
        weights.floats("prior.x_emb.weight")[5]
      };
    }
  }

  @Test
  void aPriorLearnsWhatFollowsWhatAndLoadsForSampling() {
    PriorConfig config = plain(2);
    ParameterSource start = PriorInitialisation.SMALL.weights(config, 1);
    try (TransformerPrior untrained = TransformerPrior.load(config, start)) {
      WindowBatch held = batch(3, 0);
      assertThat(untrained.loss(held.conditioning(), held.codes()).codes())
          .as("nothing is known yet: 4 bits")
          .isEqualTo(4, offset(0.1));
    }

    float[] trained = train("run", config, start, 150, Long.MAX_VALUE);

    assertThat(trained[0]).as("bits per code").isLessThan(1.5f);
  }

  @Test
  void aMisheardCodeCountsForThoseAfterItAlone() {
    PriorConfig config = plain(2);
    ParameterSource weights = perturbed(PriorInitialisation.SMALL.weights(config, 1));
    WindowBatch batch = batch(3, 0);

    try (TrainablePrior prior = new TrainablePrior(config, weights, GraphKind.KERNEL, 2)) {
      double right = bitsPerCode(prior, batch);

      assertThat(bitsPerCode(prior, mishearing(batch, CONTEXT - 1))).isEqualTo(right);
      assertThat(bitsPerCode(prior, mishearing(batch, 0))).isNotCloseTo(right, offset(1e-3));
    }
  }

  private static double bitsPerCode(TrainablePrior prior, WindowBatch batch) {
    return Objects.requireNonNull(prior.evaluate(batch).get("bits_per_code"));
  }

  private static WindowBatch mishearing(WindowBatch batch, int position) {
    List<int[]> heard = batch.codes().stream().map(int[]::clone).toList();
    heard.forEach(codes -> codes[position] = (codes[position] + 1) % CODES);
    return new WindowBatch(batch.codes(), heard, batch.conditioning(), batch.sung());
  }

  @Test
  void aRunThatIsStoppedAndGoesOnGivesTheSameWeights() {
    PriorConfig config = plain(2);
    ParameterSource start = PriorInitialisation.SMALL.weights(config, 1);
    float[] expected = train("whole", config, start, 30, Long.MAX_VALUE);

    train("stopped", config, start, 30, 7);
    train("stopped", config, start, 30, 16);
    float[] resumed = train("stopped", config, start, 30, Long.MAX_VALUE);

    assertThat(resumed).isEqualTo(expected);
  }

  @Test
  void aPriorWithLyricsBeginsWithTheLossOfThePriorThatItGrowsFrom() {
    PriorConfig before = plain(6);
    PriorConfig now = lyrical(8);
    ParameterSource old = perturbed(PriorInitialisation.SMALL.weights(before, 5));
    ParameterSource joined =
        LyricsPriorStart.join(now, before, old, PriorInitialisation.SMALL.weights(now, 6));

    try (TrainablePrior oldPrior = new TrainablePrior(before, old, GraphKind.KERNEL, 2);
        TrainablePrior newPrior = new TrainablePrior(now, joined, GraphKind.KERNEL, 2)) {
      Map<String, Double> wanted = oldPrior.evaluate(batch(3, 0));
      Map<String, Double> actual = newPrior.evaluate(batch(3, LYRICS));

      assertThat(actual.get("bits_per_code")).isEqualTo(wanted.get("bits_per_code"), offset(1e-5));
      assertThat(actual).containsKey("bits_per_lyrics_character");
      assertThat(wanted).doesNotContainKey("bits_per_lyrics_character");
    }
  }

  /** Weights that are far from where training begins. */
  private static ParameterSource perturbed(ParameterSource source) {
    return new ParameterSource() {
      @Override
      public Optional<FloatTensor> find(String name, int... shape) {
        float[] values = source.find(name, shape).map(FloatTensor::toArray).orElse(new float[0]);
        for (int i = 0; i < values.length; i++) {
          values[i] += 0.1f * (float) Math.sin(i + name.length());
        }
        return values.length == 0 ? Optional.empty() : Optional.of(FloatTensor.of(values, shape));
      }

      @Override
      public Set<String> names() {
        return source.names();
      }
    };
  }

  @Test
  void aPriorThatDoesNotGrowOutOfTheTrainedOneIsRefused() {
    ParameterSource weights = PriorInitialisation.SMALL.weights(plain(6), 1);
    assertThatThrownBy(() -> LyricsPriorStart.join(lyrical(6), plain(6), weights, weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the new prior must have all 6 layers of the trained one, but has 5 of them");
    assertThatThrownBy(() -> LyricsPriorStart.join(plain(6), plain(6), weights, weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the new prior must have a separate lyrics encoder");
    assertThatThrownBy(() -> LyricsPriorStart.join(lyrical(12), plain(6), weights, weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the layers of the new prior must be the 6 of the trained one");
  }

  @Test
  void everyParameterBeginsAsThePaperSays() {
    PriorConfig config = lyrical(4);
    ParameterSource weights = new PriorInitialisation(0.5, 0.25).weights(config, 3);

    assertThat(deviation(weights, config, "prior.transformer._attn_mods.0.mlp.c_fc.w"))
        .isEqualTo(0.01, offset(0.001));
    assertThat(deviation(weights, config, "prime_prior.x_emb.weight"))
        .isEqualTo(0.005, offset(0.0005));
    assertThat(deviation(weights, config, "prior.pos_emb.pos_emb"))
        .isEqualTo(0.005, offset(0.0005));
    assertThat(deviation(weights, config, "prior.transformer._attn_mods.3.attn.c_proj.w")).isZero();
    assertThat(deviation(weights, config, "prior.transformer._attn_mods.3.mlp.c_proj.w")).isZero();
    assertThat(deviation(weights, config, "prior.transformer._attn_mods.2.mlp.c_proj.w"))
        .isGreaterThan(0.005);
    assertThat(values(weights, config, "prior.transformer._attn_mods.0.ln_0.weight"))
        .containsOnly(1f);
    assertThat(values(weights, config, "prior.transformer._attn_mods.0.attn.c_attn.b"))
        .containsOnly(0f);
  }

  private static float[] values(ParameterSource weights, PriorConfig config, String name) {
    int @Nullable [] shape = config.parameters().get(name);
    assertThat(shape).as(name).isNotNull();
    return weights.find(name, shape).orElseThrow().toArray();
  }

  private static double deviation(ParameterSource weights, PriorConfig config, String name) {
    double sum = 0;
    float[] values = values(weights, config, name);
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum / values.length);
  }
}
