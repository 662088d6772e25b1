package org.jukebox4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.dataset.Dataset;
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
import org.jukebox4j.sampling.model.LabelNames;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.SamplingDefaults;
import org.jukebox4j.vqvae.VqVaeConfig;

/**
 * Sizes of models that a small machine can train: three levels of 8, 32 and 128 samples per code,
 * artists, genres, timing and lyrics in a separate encoder, as in the released models, but narrow.
 * Any other sizes can be written into a {@code model.json} by hand.
 */
public enum ModelPreset {
  /** For trying out: learns little, in minutes. */
  TINY(
      new Sizes(
          new int[] {128, 16, 2}, new int[] {32, 4}, new int[] {32, 3}, new Windows(256, 16, 512))),
  /** For hours on two processors. */
  MINI(
      new Sizes(
          new int[] {1024, 32, 2},
          new int[] {256, 12},
          new int[] {160, 6},
          new Windows(480, 24, 1024)));

  private static final SampleRate RATE = new SampleRate(11_025);
  private static final LabelVocabularyVersion VERSION = LabelVocabularyVersion.V3;
  private static final int EMBEDDING = 64;
  private static final int BLOCKS = 16;

  /**
   * Characters that a window sees: about twice what is sung in it, so that the linear heuristic may
   * be wrong by a few words.
   */
  private static final int LYRICS = 48;

  private static final int TOP_SAMPLES = 128;

  /** Narrow layers are fast only with many known codes at once. */
  private static final int PROMPT_CHUNK = 256;

  private static final int TIMING_BINS = 128;
  private static final double LYRICS_LOSS_SHARE = 0.4;

  /** How much shorter and longer than all recordings a piece may be. */
  private static final double TIMING_MARGIN = 0.25;

  private final Sizes sizes;

  /**
   * Sizes of a preset.
   *
   * @param codec codes of each level, width and depth of the residual stacks
   * @param top width and depth of the top prior
   * @param upsampler width and depth of the upsamplers
   * @param windows what the priors see at once
   */
  private record Sizes(int[] codec, int[] top, int[] upsampler, Windows windows) {}

  /**
   * What the priors see at once.
   *
   * @param top codes of a window of the top prior
   * @param topBlocks rows that these are cut into. In the larger model a row is 20 codes, twice the
   *     shortest step of the project's own music: notes begin in the same columns of every row,
   *     where column attention finds those before. With rows of 60 or 64 codes only genres whose
   *     beat divided the row were kept in time.
   * @param upsampler codes of a window of an upsampler
   */
  private record Windows(int top, int topBlocks, int upsampler) {}

  /** How the top prior reads lyrics. */
  public enum Lyrics {
    /** It does not. */
    NONE,
    /** In an encoder of its own (5b_lyrics). */
    SEPARATE,
    /** In the same transformer, before the codes (1b_lyrics). */
    SHARED
  }

  ModelPreset(Sizes sizes) {
    this.sizes = sizes;
  }

  /**
   * Returns the rate of the recordings.
   *
   * @return samples per second
   */
  public SampleRate sampleRate() {
    return RATE;
  }

  /**
   * Describes a model of this size that knows the artists, genres and lengths of a data set. It
   * makes pieces as long as those that it learns from, a quarter shorter or longer: the timing
   * signal means nothing beyond, and its bins are as fine as that allows.
   *
   * @param name what to call it
   * @param dataset recordings with their labels
   * @param lyrics how it reads lyrics
   * @return the description
   */
  public ModelDescription describe(String name, Dataset dataset, Lyrics lyrics) {
    LabelNames names =
        new LabelNames(VERSION, distinct(dataset.artists()), distinct(dataset.genres()));
    return new ModelDescription(
        ModelDescription.FORMAT_VERSION,
        name,
        ModelDescription.Training.TRAINED,
        codec(),
        List.of(
            upsampler(Level.BOTTOM, 8, names),
            upsampler(Level.MIDDLE, 32, names),
            top(names, lyrics, timing(dataset))),
        Optional.of(names),
        new SamplingDefaults(
            Math.max(window(), Math.floor(seconds(dataset).min().orElse(window()))),
            LevelSettings.TOP.withPromptChunk(PROMPT_CHUNK),
            LevelSettings.UPSAMPLER.withPromptChunk(PROMPT_CHUNK)));
  }

  /** Seconds of a window of the top prior. */
  private double window() {
    return sizes.windows().top() * (double) TOP_SAMPLES / RATE.hertz();
  }

  /** Seconds of the recordings that a window fits into. */
  private DoubleStream seconds(Dataset dataset) {
    return dataset.songs().stream()
        .mapToDouble(song -> (double) song.samples() / dataset.rate().hertz())
        .filter(seconds -> seconds >= window());
  }

  private LabelsConfig.TimingRange timing(Dataset dataset) {
    double shortest = seconds(dataset).min().orElse(window());
    double longest = seconds(dataset).max().orElse(window());
    return new LabelsConfig.TimingRange(
        TIMING_BINS,
        Math.max(window(), Math.floor(shortest * (1 - TIMING_MARGIN))),
        Math.ceil(longest * (1 + TIMING_MARGIN)));
  }

  /** Names that differ in more than capitals, which the vocabulary does not tell apart. */
  private static List<String> distinct(List<String> names) {
    Map<String, String> byKey = new TreeMap<>();
    names.forEach(name -> byKey.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
    return new ArrayList<>(byKey.values());
  }

  private VqVaeConfig codec() {
    return VqVaeConfig.builder()
        .sampleRate(RATE)
        .levels(new int[] {3, 2, 2}, new int[] {2, 2, 2}, new int[] {1, 1, 1})
        .codebook(sizes.codec()[0], EMBEDDING)
        .residual(sizes.codec()[1], sizes.codec()[2], 1)
        .build();
  }

  private PriorConfig top(LabelNames names, Lyrics lyrics, LabelsConfig.TimingRange timing) {
    int width = sizes.top()[0];
    int blocks = sizes.windows().topBlocks();
    int depth = sizes.top()[1];
    int characters = new LyricsTokenizer(VERSION).vocabularySize();
    AttentionSchedule plain = AttentionSchedule.ROW_COLUMN_PREVIOUS;
    // The one without lyrics can become the one with a separate encoder: its layers are the others.
    TransformerConfig transformer =
        switch (lyrics) {
          case NONE -> transformer(width, depth * 3 / 4, plain, blocks);
          case SEPARATE -> transformer(width, depth, AttentionSchedule.LYRICS_EVERY_4, blocks);
          case SHARED ->
              transformer(width, 16, AttentionSchedule.LYRICS_PREFIX_IN_EVERY_16TH, blocks);
        };
    LyricsArchitecture architecture =
        switch (lyrics) {
          case NONE -> new LyricsArchitecture.None();
          case SEPARATE ->
              new LyricsArchitecture.SeparateEncoder(
                  LYRICS, characters, transformer(width / 2, 3, plain, BLOCKS), LYRICS_LOSS_SHARE);
          case SHARED ->
              new LyricsArchitecture.SharedTransformer(LYRICS, characters, LYRICS_LOSS_SHARE);
        };
    AlignmentHead head =
        switch (lyrics) {
          case NONE -> null;
          case SEPARATE -> new AlignmentHead(depth - 1, 0);
          case SHARED -> new AlignmentHead(15, 0);
        };
    return new PriorConfig(
        codes(Level.TOP, TOP_SAMPLES),
        transformer,
        lyrics == Lyrics.SHARED ? Output.TIED : Output.SEPARATE,
        architecture,
        labels(names, timing),
        null,
        head);
  }

  private PriorConfig upsampler(Level level, int samplesPerCode, LabelNames names) {
    int width = sizes.upsampler()[0];
    DilationSchedule dilations = new DilationSchedule(3, 4, DilationOrder.GROWING);
    ResidualStackConfig residual =
        new ResidualStackConfig(width / 2, 4, 1, dilations, ResidualScale.ONE);
    return new PriorConfig(
        codes(level, samplesPerCode),
        transformer(width, sizes.upsampler()[1], AttentionSchedule.ROW_COLUMN_PREVIOUS, BLOCKS),
        Output.TIED,
        new LyricsArchitecture.None(),
        labels(names, null),
        new UpperLevelConditionerConfig(sizes.codec()[0], width, 2, 2, residual),
        null);
  }

  private CodesConfig codes(Level level, int samplesPerCode) {
    int context = level == Level.TOP ? sizes.windows().top() : sizes.windows().upsampler();
    return new CodesConfig(level, context, samplesPerCode, sizes.codec()[0], RATE.hertz());
  }

  private static TransformerConfig transformer(
      int width, int depth, AttentionSchedule schedule, int blocks) {
    double share = 0.5; // a quarter of so little width would leave heads of a few numbers
    AttentionConfig attention = new AttentionConfig(2, share, schedule, blocks, 0);
    return TransformerConfig.of(width, depth, attention);
  }

  private static LabelsConfig labels(LabelNames names, LabelsConfig.@Nullable TimingRange timing) {
    int artists = names.vocabulary().artists().largestId() + 1;
    int genres = names.vocabulary().genres().largestId() + 1;
    return new LabelsConfig(artists, genres, 1, VERSION, timing);
  }
}
