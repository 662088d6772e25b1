package org.jukebox4j.sampling.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.core.residual.ResidualScale;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.prior.AlignmentHead;
import org.jukebox4j.prior.CodesConfig;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.vqvae.VqVaeConfig;

/**
 * The sizes of a small model with everything that a whole one has: three levels of 16, 64 and 256
 * samples per code at 22,050 Hz, artists, genres, timing and a separate lyrics encoder.
 */
final class UntrainedModel {
  private static final int RATE = 22_050;
  private static final int CODES = 256;
  private static final int WIDTH = 64;
  private static final int CONTEXT = 512;
  private static final int BLOCKS = 16;
  private static final int LYRICS = 64;

  private static final LabelNames NAMES =
      new LabelNames(
          LabelVocabularyVersion.V2,
          List.of("strings", "brass", "winds", "piano", "organ", "guitar", "choir", "drums"),
          List.of("waltz", "march", "lullaby", "hymn", "ballad", "blues", "dance", "drone"));

  private UntrainedModel() {}

  static ModelDescription description() {
    return new ModelDescription(
        ModelDescription.FORMAT_VERSION,
        "untrained",
        ModelDescription.Training.UNTRAINED,
        codec(),
        List.of(upsampler(Level.BOTTOM, 16), upsampler(Level.MIDDLE, 64), top()),
        Optional.of(NAMES),
        new SamplingDefaults(10, LevelSettings.TOP, LevelSettings.UPSAMPLER));
  }

  private static VqVaeConfig codec() {
    return VqVaeConfig.builder()
        .sampleRate(new SampleRate(RATE))
        .levels(new int[] {4, 2, 2}, new int[] {2, 2, 2}, new int[] {1, 1, 1})
        .codebook(CODES, 32)
        .residual(16, 2, 1)
        .build();
  }

  private static PriorConfig top() {
    TransformerConfig encoder =
        TransformerConfig.of(
            32, 2, AttentionConfig.of(1, AttentionSchedule.ROW_COLUMN_PREVIOUS, 8));
    int characters = new LyricsTokenizer(NAMES.version()).vocabularySize();
    return new PriorConfig(
        codes(Level.TOP, 256),
        transformer(4, AttentionSchedule.LYRICS_EVERY_4),
        Output.SEPARATE,
        new LyricsArchitecture.SeparateEncoder(LYRICS, characters, encoder, 0.4),
        labels(new LabelsConfig.TimingRange(64, 1, 600)),
        null,
        new AlignmentHead(3, 0));
  }

  private static PriorConfig upsampler(Level level, int samplesPerCode) {
    return new PriorConfig(
        codes(level, samplesPerCode),
        transformer(3, AttentionSchedule.ROW_COLUMN_PREVIOUS),
        Output.TIED,
        new LyricsArchitecture.None(),
        labels(null),
        new UpperLevelConditionerConfig(CODES, WIDTH, 2, 2, residual()),
        null);
  }

  private static CodesConfig codes(Level level, int samplesPerCode) {
    return new CodesConfig(level, CONTEXT, samplesPerCode, CODES, RATE);
  }

  private static TransformerConfig transformer(int depth, AttentionSchedule schedule) {
    return TransformerConfig.of(WIDTH, depth, AttentionConfig.of(2, schedule, BLOCKS));
  }

  private static ResidualStackConfig residual() {
    DilationSchedule dilations = new DilationSchedule(3, 4, DilationOrder.GROWING);
    return new ResidualStackConfig(32, 4, 1, dilations, ResidualScale.ONE);
  }

  private static LabelsConfig labels(LabelsConfig.@Nullable TimingRange timing) {
    int artists = NAMES.vocabulary().artists().largestId() + 1;
    int genres = NAMES.vocabulary().genres().largestId() + 1;
    return new LabelsConfig(artists, genres, 3, NAMES.version(), timing);
  }
}
