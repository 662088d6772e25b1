package org.jukebox4j.prior;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.core.residual.ResidualScale;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.prior.LabelsConfig.TimingRange;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.TransformerConfig;

/**
 * The published priors. Every number is that of the original's table of hyper-parameters, under the
 * set of the same name.
 */
public final class PriorPresets {
  private static final int STUDIO_RATE = 44_100;
  private static final int RELEASED_CODES = 2048;
  private static final int SMALL_CODES = 1024;
  private static final int V2_CHARACTERS = 80;
  private static final int V3_CHARACTERS = 79;
  private static final double MAX_DURATION_SECONDS = 600;
  private static final Map<String, Supplier<PriorConfig>> BY_NAME = byName();

  private PriorPresets() {}

  private static Map<String, Supplier<PriorConfig>> byName() {
    Map<String, Supplier<PriorConfig>> presets = new LinkedHashMap<>();
    presets.put("5b", PriorPresets::fiveBillion);
    presets.put("5b_lyrics", PriorPresets::fiveBillionLyrics);
    presets.put("1b_lyrics", PriorPresets::oneBillionLyrics);
    presets.put("upsampler_level_0", PriorPresets::upsamplerLevel0);
    presets.put("upsampler_level_1", PriorPresets::upsamplerLevel1);
    presets.put("small_prior", PriorPresets::smallPrior);
    presets.put("small_labelled_prior", PriorPresets::smallLabelledPrior);
    presets.put("small_single_enc_dec_prior", PriorPresets::smallSharedTransformerPrior);
    presets.put("small_sep_enc_dec_prior", PriorPresets::smallSeparateEncoderPrior);
    presets.put("small_upsampler", PriorPresets::smallUpsampler);
    return presets;
  }

  /**
   * Returns the names of all presets.
   *
   * @return the names, the released models first
   */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /**
   * Returns a preset.
   *
   * @param name one of {@link #names()}
   * @return the configuration
   * @throws IllegalArgumentException if there is no preset of that name
   */
  public static PriorConfig of(String name) {
    Supplier<PriorConfig> preset = BY_NAME.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "the prior preset must be one of "
              + String.join(", ", BY_NAME.keySet())
              + ", but was "
              + name);
    }
    return preset.get();
  }

  /**
   * The 5-billion-parameter top prior without lyrics ({@code prior_5b}).
   *
   * @return the configuration
   */
  public static PriorConfig fiveBillion() {
    return new PriorConfig(
        released(Level.TOP, 8192),
        transformer(4800, 72, 8, AttentionSchedule.ROW_COLUMN_PREVIOUS, 128),
        Output.SEPARATE,
        new LyricsArchitecture.None(),
        v2Labels(new TimingRange(128, 60.0, MAX_DURATION_SECONDS)),
        null,
        null);
  }

  /**
   * The 5-billion-parameter top prior with a separate lyrics encoder ({@code prior_5b_lyrics}).
   *
   * @return the configuration
   */
  public static PriorConfig fiveBillionLyrics() {
    return new PriorConfig(
        released(Level.TOP, 8192),
        transformer(4800, 79, 8, AttentionSchedule.LYRICS_FROM_LAYER_18, 128),
        Output.SEPARATE,
        new LyricsArchitecture.SeparateEncoder(
            512,
            V2_CHARACTERS,
            transformer(1280, 18, 4, AttentionSchedule.ROW_COLUMN_PREVIOUS, 32),
            0.4),
        v2Labels(new TimingRange(128, 23.8, MAX_DURATION_SECONDS)),
        null,
        new AlignmentHead(68, 2));
  }

  /**
   * The 1-billion-parameter top prior that shares its transformer with the lyrics ({@code
   * prior_1b_lyrics}).
   *
   * @return the configuration
   */
  public static PriorConfig oneBillionLyrics() {
    return new PriorConfig(
        released(Level.TOP, 6144),
        transformer(2048, 72, 2, AttentionSchedule.LYRICS_PREFIX_IN_EVERY_16TH, 64),
        Output.TIED,
        new LyricsArchitecture.SharedTransformer(384, V3_CHARACTERS, 0.4),
        new LabelsConfig(
            7898,
            604,
            1,
            LabelVocabularyVersion.V3,
            new TimingRange(64, 17.84, MAX_DURATION_SECONDS)),
        null,
        new AlignmentHead(63, 0));
  }

  /**
   * The released upsampler of the bottom level ({@code upsampler_level_0}).
   *
   * @return the configuration
   */
  public static PriorConfig upsamplerLevel0() {
    return upsampler(Level.BOTTOM, ResidualScale.ONE);
  }

  /**
   * The released upsampler of the middle level ({@code upsampler_level_1}); it differs from that of
   * the bottom level in the scale of the conditioner's residual blocks.
   *
   * @return the configuration
   */
  public static PriorConfig upsamplerLevel1() {
    return upsampler(Level.MIDDLE, ResidualScale.INVERSE_ROOT_DEPTH);
  }

  private static PriorConfig upsampler(Level level, ResidualScale scale) {
    return new PriorConfig(
        released(level, 8192),
        transformer(1920, 72, 1, AttentionSchedule.ROW_COLUMN_PREVIOUS, 128),
        Output.TIED,
        new LyricsArchitecture.None(),
        v2Labels(null),
        new UpperLevelConditionerConfig(RELEASED_CODES, 1920, 2, 2, residual(1024, scale)),
        null);
  }

  /**
   * The small top prior without labels ({@code small_prior}), over the two-level small codec.
   *
   * @return the configuration
   */
  public static PriorConfig smallPrior() {
    return new PriorConfig(
        new CodesConfig(Level.MIDDLE, 8192, 256, SMALL_CODES, 22_050),
        transformer(1024, 48, 1, AttentionSchedule.ROW_COLUMN_PREVIOUS, 64),
        Output.TIED,
        new LyricsArchitecture.None(),
        null,
        null,
        null);
  }

  /**
   * The small top prior with labels ({@code small_labelled_prior}), over the released codec.
   *
   * @return the configuration
   */
  public static PriorConfig smallLabelledPrior() {
    return new PriorConfig(
        released(Level.TOP, 8192),
        transformer(1024, 48, 1, AttentionSchedule.ROW_COLUMN_PREVIOUS, 64),
        Output.TIED,
        new LyricsArchitecture.None(),
        smallLabels(),
        null,
        null);
  }

  /**
   * The small top prior that shares its transformer with the lyrics ({@code
   * small_single_enc_dec_prior}), over the released codec.
   *
   * @return the configuration
   */
  public static PriorConfig smallSharedTransformerPrior() {
    return new PriorConfig(
        released(Level.TOP, 6144),
        transformer(1024, 48, 2, AttentionSchedule.LYRICS_PREFIX_IN_EVERY_16TH, 64),
        Output.TIED,
        new LyricsArchitecture.SharedTransformer(384, V3_CHARACTERS, 0.4),
        smallLabels(),
        null,
        null);
  }

  /**
   * The small top prior with a separate lyrics encoder ({@code small_sep_enc_dec_prior}), over the
   * released codec.
   *
   * @return the configuration
   */
  public static PriorConfig smallSeparateEncoderPrior() {
    return new PriorConfig(
        released(Level.TOP, 6144),
        transformer(1024, 50, 2, AttentionSchedule.LYRICS_EVERY_10, 64),
        Output.TIED,
        new LyricsArchitecture.SeparateEncoder(
            384,
            V3_CHARACTERS,
            transformer(256, 9, 2, AttentionSchedule.ROW_COLUMN_PREVIOUS, 32),
            0.4),
        smallLabels(),
        null,
        null);
  }

  /**
   * The small upsampler without labels ({@code small_upsampler}), over the two-level small codec.
   *
   * @return the configuration
   */
  public static PriorConfig smallUpsampler() {
    return new PriorConfig(
        new CodesConfig(Level.BOTTOM, 8192, 32, SMALL_CODES, 22_050),
        transformer(1024, 48, 1, AttentionSchedule.ROW_COLUMN_PREVIOUS, 64),
        Output.TIED,
        new LyricsArchitecture.None(),
        null,
        new UpperLevelConditionerConfig(SMALL_CODES, 1024, 3, 2, residual(512, ResidualScale.ONE)),
        null);
  }

  private static CodesConfig released(Level level, int contextLength) {
    int samplesPerCode = 8 << 2 * level.index(); // 8, 32, 128
    return new CodesConfig(level, contextLength, samplesPerCode, RELEASED_CODES, STUDIO_RATE);
  }

  private static TransformerConfig transformer(
      int width, int depth, int heads, AttentionSchedule schedule, int blocks) {
    return TransformerConfig.of(width, depth, AttentionConfig.of(heads, schedule, blocks));
  }

  private static LabelsConfig v2Labels(@Nullable TimingRange timing) {
    return new LabelsConfig(4111, 120, 5, LabelVocabularyVersion.V2, timing);
  }

  private static LabelsConfig smallLabels() {
    return new LabelsConfig(
        100, 10, 1, LabelVocabularyVersion.V3, new TimingRange(64, 60.0, MAX_DURATION_SECONDS));
  }

  private static ResidualStackConfig residual(int width, ResidualScale scale) {
    return new ResidualStackConfig(
        width, 16, 1.0, new DilationSchedule(3, 8, DilationOrder.GROWING), scale);
  }
}
