package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.ResidualScale;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.PriorPresets;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.VqVaeLevelConfig;
import org.jukebox4j.vqvae.VqVaePresets;

/** The published settings: {@code hparams}. */
final class PresetCases implements GoldenCases {
  /** How a setting that is not given is written. */
  private static final String NONE = "null";

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenJson.cases(goldenDir, "hparams.json", PresetCases::run);
  }

  private static void run(JsonElement root, Comparison comparison) {
    JsonObject resolved = root.getAsJsonObject().getAsJsonObject("resolved");
    for (String name : PriorPresets.names()) {
      String set = resolved.has(name) ? name : "prior_" + name;
      compare(set, describe(PriorPresets.of(name)), resolved.getAsJsonObject(set), comparison);
    }
    compare("vqvae", describe(VqVaePresets.vqvae()), resolved.getAsJsonObject("vqvae"), comparison);
    compare(
        "small_vqvae",
        describe(VqVaePresets.smallVqvae()),
        resolved.getAsJsonObject("small_vqvae"),
        comparison);
  }

  private static void compare(
      String set, Map<String, Object> ours, JsonObject original, Comparison comparison) {
    ours.forEach(
        (key, value) -> {
          String expected = original.get(key).toString().replace("\"", "");
          comparison.text(set + " " + key, expected, String.valueOf(value));
        });
  }

  /** Our settings under the original's keys. */
  private static Map<String, Object> describe(PriorConfig prior) {
    Map<String, Object> keys = new TreeMap<>();
    keys.put("n_ctx", prior.codes().contextLength());
    describe(keys, "", prior.transformer());
    keys.put("prior_width", prior.transformer().width());
    keys.put("prior_depth", prior.transformer().depth());
    keys.put("merged_decoder", prior.output() == Output.SEPARATE);
    keys.put("n_tokens", prior.lyrics().tokens());
    keys.put("use_tokens", prior.lyrics().tokens() > 0);
    keys.put("single_enc_dec", prior.lyrics() instanceof LyricsArchitecture.SharedTransformer);
    if (prior.lyrics().tokens() > 0) {
      keys.put("prime_loss_fraction", prior.lyrics().lossShare());
    }
    if (prior.lyrics() instanceof LyricsArchitecture.SeparateEncoder encoder) {
      keys.put("n_vocab", encoder.vocabularySize());
      describe(keys, "prime_", encoder.transformer());
      keys.put("prime_width", encoder.transformer().width());
      keys.put("prime_depth", encoder.transformer().depth());
    } else if (prior.lyrics() instanceof LyricsArchitecture.SharedTransformer shared) {
      keys.put("n_vocab", shared.vocabularySize());
    }
    keys.put("alignment_layer", prior.alignment() == null ? NONE : prior.alignment().layer());
    keys.put("alignment_head", prior.alignment() == null ? NONE : prior.alignment().head());
    describe(keys, prior.labels());
    describe(keys, prior.upsampling());
    return keys;
  }

  private static void describe(
      Map<String, Object> keys, String prefix, TransformerConfig transformer) {
    keys.put(prefix + "heads", transformer.attention().heads());
    keys.put(prefix + "attn_order", transformer.attention().schedule().number());
    keys.put(prefix + "blocks", transformer.attention().blocks());
    keys.put(prefix + "m_attn", transformer.attention().share());
    keys.put(prefix + "m_mlp", transformer.feedForwardShare());
    keys.put(
        prefix + "res_scale", transformer.residual() == TransformerConfig.ResidualScale.BY_DEPTH);
  }

  private static void describe(Map<String, Object> keys, @Nullable LabelsConfig labels) {
    if (labels == null) {
      return;
    }
    keys.put("y_bins", "[" + labels.genres() + "," + labels.artists() + "]");
    keys.put("max_bow_genre_size", labels.maxGenreWords());
    keys.put("labels_v3", labels.vocabulary() == LabelVocabularyVersion.V3);
    LabelsConfig.TimingRange timing = labels.timing();
    if (timing != null) {
      keys.put("t_bins", timing.bins());
      keys.put("min_duration", timing.minDurationSeconds());
      keys.put("max_duration", timing.maxDurationSeconds());
    }
  }

  private static void describe(
      Map<String, Object> keys, @Nullable UpperLevelConditionerConfig upsampling) {
    if (upsampling != null) {
      ResidualStackConfig stack = upsampling.residual();
      keys.put("cond_width", stack.width());
      keys.put("cond_depth", stack.depth());
      keys.put("cond_m_conv", stack.hiddenFactor());
      keys.put("cond_dilation_growth_rate", stack.dilations().growth());
      keys.put("cond_dilation_cycle", stack.dilations().cycle());
      keys.put("cond_res_scale", stack.scale() == ResidualScale.INVERSE_ROOT_DEPTH);
    }
  }

  private static Map<String, Object> describe(VqVaeConfig codec) {
    Map<String, Object> keys = new TreeMap<>();
    ResidualStackConfig top = codec.levels().get(codec.levels().size() - 1).residual();
    keys.put("levels", codec.levels().size());
    keys.put("sr", codec.sampleRate().hertz());
    keys.put("emb_width", codec.embeddingWidth());
    keys.put("l_bins", codec.codebookSize());
    keys.put("width", top.width());
    keys.put("depth", top.depth());
    keys.put("m_conv", top.hiddenFactor());
    keys.put("dilation_growth_rate", top.dilations().growth());
    keys.put("vqvae_reverse_decoder_dilation", codec.decoderOrder() == DilationOrder.SHRINKING);
    keys.put("downs_t", list(codec, VqVaeLevelConfig::downSteps));
    keys.put("strides_t", list(codec, VqVaeLevelConfig::stride));
    return keys;
  }

  private static String list(VqVaeConfig codec, ToIntFunction<VqVaeLevelConfig> number) {
    return codec.levels().stream()
        .mapToInt(number)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
