package org.jukebox4j.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.core.residual.ResidualScale;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.prior.CodesConfig;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.LabelsConfig.TimingRange;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Start;
import org.jukebox4j.prior.conditioning.LabelConditioner;
import org.jukebox4j.prior.conditioning.LyricsEncoder;
import org.jukebox4j.prior.conditioning.TimingConfig;
import org.jukebox4j.prior.conditioning.TimingWindow;
import org.jukebox4j.prior.conditioning.UpperLevelConditioner;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.TransformerConfig;

/**
 * Finds the configuration of the tiny prior in a {@code simpleprior_*} file. Widths and depths are
 * read from the shapes of its weights. Heads, rows and the limits of the duration are recorded
 * nowhere, nor the dilations of a conditioner: of all that are possible, those are taken that come
 * closest to the golden vectors.
 */
final class GoldenPriorSearch {
  private static final int SAMPLE_RATE = 44_100;
  private static final int FIXED_LABELS = 4;

  /** Growth of the dilations in all published conditioners. */
  private static final int DILATION_GROWTH = 3;

  private final GoldenFile file;
  private final int lyricsTokens;
  private final int contextLength;
  private final int codebookSize;
  private final int width;

  GoldenPriorSearch(GoldenFile file) {
    this.file = file;
    this.lyricsTokens = file.json("n_tokens").getAsInt();
    this.contextLength = file.json("n_ctx").getAsInt();
    this.codebookSize = rows("vqvae.bottleneck.level_blocks.0.k");
    this.width = columns("prior.x_emb.weight");
  }

  private int rows(String parameter) {
    return file.shape("param." + parameter)[0];
  }

  private int columns(String parameter) {
    return file.shape("param." + parameter)[1];
  }

  private boolean shared() {
    return file.json("single_enc_dec").getAsBoolean();
  }

  PriorConfig config() {
    LabelsConfig labels = labels();
    LyricsArchitecture lyrics = lyrics();
    UpperLevelConditionerConfig upsampling = upsampling();
    int length = shared() ? contextLength + lyricsTokens : contextLength;
    return closest(
        stacks("prior.", length).stream()
            .map(
                stack ->
                    new PriorConfig(codes(), stack, output(), lyrics, labels, upsampling, null))
            .toList(),
        this::errorOf);
  }

  private static <T> T closest(List<T> candidates, ToDoubleFunction<T> error) {
    return candidates.stream().min(Comparator.comparingDouble(error)).orElseThrow();
  }

  private static double distance(float[] expected, float[] actual) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    }
    return worst;
  }

  private double errorOf(PriorConfig config) {
    try (TransformerPrior prior = TransformerPrior.load(config, priorParameters(file))) {
      float[] actual =
          SimplePriorCases.joined(
              prior.logits(GoldenPrior.conditioning(file), GoldenPrior.rows(file, "in.z")));
      return distance(file.floats("out.logits"), actual);
    }
  }

  /** The parameters of a file without those of its codec. */
  static ParameterSource priorParameters(GoldenFile file) {
    return file.parameters("param.", name -> !name.startsWith("vqvae."));
  }

  private CodesConfig codes() {
    return new CodesConfig(
        Level.of(file.json("level").getAsInt()),
        contextLength,
        file.json("raw_to_tokens").getAsInt(),
        codebookSize,
        SAMPLE_RATE);
  }

  private Output output() {
    return Arrays.equals(
            file.floats("param.prior.x_emb.weight"), file.floats("param.prior.x_out.weight"))
        ? Output.TIED
        : Output.SEPARATE;
  }

  /** All stacks of layers that have the shapes of the weights below a prefix. */
  private List<TransformerConfig> stacks(String prefix, int length) {
    String layers = prefix + "transformer._attn_mods.";
    int depth = 0;
    while (file.has("param." + layers + depth + ".ln_0.weight")) {
      depth++;
    }
    int stackWidth = columns(prefix + "x_emb.weight");
    int state = rows(layers + "0.attn.c_proj.w");
    int hidden = columns(layers + "0.mlp.c_fc.w");
    AttentionSchedule schedule = schedule(prefix, depth);
    List<TransformerConfig> found = new ArrayList<>();
    for (int heads : divisors(state)) {
      for (int blocks : divisors(length)) {
        AttentionConfig attention =
            new AttentionConfig(heads, share(state, stackWidth), schedule, blocks, 0);
        found.add(
            new TransformerConfig(
                stackWidth,
                depth,
                attention,
                share(hidden, stackWidth),
                TransformerConfig.ResidualScale.FULL));
      }
    }
    return found;
  }

  /** A little more than the quotient, so that the product is not cut below the part. */
  private static double share(int part, int whole) {
    return (part + 0.25) / whole;
  }

  private static int[] divisors(int number) {
    return IntStream.rangeClosed(1, number).filter(i -> number % i == 0).toArray();
  }

  /** The schedule of the prior is recorded; lyrics encoders have the schedule of all encoders. */
  private AttentionSchedule schedule(String prefix, int depth) {
    if (!prefix.equals("prior.")) {
      return AttentionSchedule.ROW_COLUMN_PREVIOUS;
    }
    List<Integer> kinds = IntStream.of(GoldenJson.ints(file.json("attn_funcs"))).boxed().toList();
    return Arrays.stream(AttentionSchedule.values())
        .filter(
            schedule ->
                schedule.layers(depth).stream().map(AttentionKind::number).toList().equals(kinds))
        .findFirst()
        .orElseThrow();
  }

  private LyricsArchitecture lyrics() {
    double lossShare = file.json("prime_loss_fraction").getAsDouble();
    if (lyricsTokens == 0) {
      return new LyricsArchitecture.None();
    }
    if (shared()) {
      return new LyricsArchitecture.SharedTransformer(
          lyricsTokens, rows("prior.x_emb.weight") - codebookSize, lossShare);
    }
    TransformerConfig encoder = closest(stacks("prime_prior.", lyricsTokens), this::errorOf);
    return new LyricsArchitecture.SeparateEncoder(
        lyricsTokens, rows("prime_prior.x_emb.weight"), encoder, lossShare);
  }

  private double errorOf(TransformerConfig stack) {
    try (ParameterBinding binding = new ParameterBinding(priorParameters(file))) {
      LyricsEncoder encoder =
          binding.bind(
              "the encoder",
              scope ->
                  LyricsEncoder.from(
                      scope,
                      new AutoregressiveConfig(
                          rows("prime_prior.x_emb.weight"),
                          SequenceLengths.of(lyricsTokens),
                          stack,
                          Start.TOKEN,
                          Output.NONE),
                      width),
              name -> false);
      List<float[]> states =
          GoldenPrior.rows(file, "out.prime").stream().map(encoder::encode).toList();
      return distance(file.floats("out.encoder_kv"), SimplePriorCases.joined(states));
    }
  }

  private @Nullable UpperLevelConditionerConfig upsampling() {
    if (!file.has("in.z_cond")) {
      return null;
    }
    String model = "conditioner_blocks.0.cond.model.";
    int depth = 0;
    while (file.has("param." + model + "1.0.blocks." + depth + ".model.1.weight")) {
      depth++;
    }
    int upSteps = 0;
    while (file.has("param." + model + (upSteps + 1) + ".1.weight")) {
      upSteps++;
    }
    int stackWidth = rows(model + "0.weight");
    int hidden = rows(model + "1.0.blocks.0.model.1.weight");
    int codes = rows("conditioner_blocks.0.x_emb.weight");
    List<UpperLevelConditionerConfig> candidates = new ArrayList<>();
    for (int cycle = 0; cycle < depth; cycle++) {
      for (ResidualScale scale : ResidualScale.values()) {
        DilationSchedule dilations =
            new DilationSchedule(DILATION_GROWTH, cycle, DilationOrder.GROWING);
        ResidualStackConfig stack =
            new ResidualStackConfig(stackWidth, depth, share(hidden, stackWidth), dilations, scale);
        candidates.add(new UpperLevelConditionerConfig(codes, width, upSteps, 2, stack));
      }
    }
    return closest(candidates, this::errorOf);
  }

  private double errorOf(UpperLevelConditionerConfig config) {
    try (ParameterBinding binding =
            new ParameterBinding(file.parameters("param.conditioner_blocks.0."));
        UpperLevelConditioner conditioner =
            binding.bind(
                "the conditioner",
                scope -> UpperLevelConditioner.from(scope, config),
                name -> true)) {
      List<float[]> vectors =
          GoldenPrior.rows(file, "in.z_cond").stream().map(conditioner::forward).toList();
      return distance(file.floats("out.x_cond"), SimplePriorCases.joined(vectors));
    }
  }

  private @Nullable LabelsConfig labels() {
    if (!file.has("in.y")) {
      return null;
    }
    return new LabelsConfig(
        rows("y_emb.artist_emb.emb.weight"),
        rows("y_emb.bow_genre_emb.emb.weight"),
        file.shape("in.y")[1] - FIXED_LABELS - lyricsTokens,
        file.metadata("hparams").startsWith("1b")
            ? LabelVocabularyVersion.V3
            : LabelVocabularyVersion.V2,
        timing());
  }

  /** Limits of the duration in steps of a hundredth and a tenth of a second. */
  private @Nullable TimingRange timing() {
    String table = "y_emb.total_length_emb.emb.weight";
    if (!file.has("param." + table)) {
      return null;
    }
    List<TimingRange> candidates = new ArrayList<>();
    for (int max = 1; max <= 60; max++) {
      for (int min = 0; min < Math.min(100, 10 * max); min++) {
        candidates.add(new TimingRange(rows(table), min / 100.0, max / 10.0));
      }
    }
    return closest(candidates, this::errorOf);
  }

  private double errorOf(TimingRange range) {
    TimingConfig timing =
        new TimingConfig(
            range.bins(), SAMPLE_RATE, range.minDurationSeconds(), range.maxDurationSeconds());
    try (ParameterBinding binding = new ParameterBinding(file.parameters("param.y_emb."))) {
      LabelConditioner conditioner =
          binding.bind(
              "the label conditioner",
              scope ->
                  LabelConditioner.from(
                      scope,
                      new LabelConditioner.Tables(
                          rows("y_emb.artist_emb.emb.weight"),
                          rows("y_emb.bow_genre_emb.emb.weight"),
                          width),
                      timing),
              name -> true);
      List<float[]> signals = new ArrayList<>();
      for (LabelVector y : GoldenPrior.labels(file, "in.y", lyricsTokens)) {
        TimingWindow window = new TimingWindow(y.totalLength(), y.offset(), y.sampleLength());
        signals.add(conditioner.timing(window, contextLength).orElseThrow());
      }
      return distance(file.floats("out.x_cond"), SimplePriorCases.joined(signals));
    } catch (IllegalArgumentException outOfRange) {
      return Double.POSITIVE_INFINITY;
    }
  }
}
