package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;

/** Encoding and decoding: {@code vqvae*_infer} and {@code vqvae*_realsize}. */
final class VqVaeCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;
  private static final double DEEP_TOLERANCE = 3e-4;

  /** Near ties of the unnormalised formula weights are a few float32 steps apart. */
  private static final double DIFFERING_FORMULA_CODES = 0.002;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    cases.addAll(GoldenFile.cases(goldenDir, "vqvae*_infer.safetensors", VqVaeCases::infer));
    cases.addAll(GoldenFile.cases(goldenDir, "vqvae*_realsize.safetensors", VqVaeCases::realSize));
    return cases;
  }

  private static void infer(GoldenFile file, Comparison comparison) {
    try (VqVae codec = VqVae.load(config(file), file.parameters("param."))) {
      int items = file.shape("in.x")[0];
      for (int item = 0; item < items; item++) {
        for (int index = 0; index < codec.levels(); index++) {
          compareLevel(file, new Item(item, items), codec, Level.of(index), comparison);
        }
      }
    }
  }

  private record Item(int index, int count) {
    float[] of(float[] all) {
      int length = all.length / count;
      return Arrays.copyOfRange(all, index * length, (index + 1) * length);
    }

    int[] of(int[] all) {
      int length = all.length / count;
      return Arrays.copyOfRange(all, index * length, (index + 1) * length);
    }
  }

  private static void compareLevel(
      GoldenFile file, Item item, VqVae codec, Level level, Comparison comparison) {
    String where = level.index() + " of item " + item.index();
    float[] samples = item.of(file.floats("in.x"));
    int[] codes = item.of(file.ints("out.codes." + level.index()));
    float[] encoded = timeMajor(item.of(file.floats("out.enc." + level.index())), codes.length);
    comparison.floats("enc " + where, encoded, codec.encodeToVectors(samples, level), TOLERANCE);
    comparison.integers("codes " + where, wide(codes), wide(codec.encode(samples, level)));
    String dequantised = "out.dequant." + level.index();
    if (file.has(dequantised)) {
      float[] vectors = timeMajor(item.of(file.floats(dequantised)), codes.length);
      comparison.floats("dequant " + where, vectors, codec.vectorsOf(codes, level), 0);
    }
    float[] decoded = item.of(file.floats("out.decode.start" + level.index()));
    comparison.floats("decode " + where, decoded, codec.decode(codes, level), TOLERANCE);
  }

  private static void realSize(GoldenFile file, Comparison comparison) {
    VqVaeConfig config = config(file);
    try (VqVae codec = VqVae.load(config, new FormulaParameters(file))) {
      float[] samples = file.floats("in.x");
      for (int index = 0; index < codec.levels(); index++) {
        Level level = Level.of(index);
        int[] codes = file.ints("out.codes." + index);
        comparison.integersMostly(
            "codes " + index,
            wide(codes),
            wide(codec.encode(samples, level)),
            DIFFERING_FORMULA_CODES);
        compareEncoded(file, codec.encodeToVectors(samples, level), index, comparison);
        comparison.floats(
            "decode " + index,
            file.floats("out.decode.start" + index),
            codec.decode(codes, level),
            DEEP_TOLERANCE);
      }
    }
  }

  private static void compareEncoded(
      GoldenFile file, float[] vectors, int index, Comparison comparison) {
    for (String name : file.names()) {
      if (name.startsWith("out.enc." + index)) {
        int time = file.shape(name)[2];
        float[] expected = timeMajor(file.floats(name), time);
        float[] actual = Arrays.copyOf(vectors, expected.length);
        comparison.floats(name, expected, actual, DEEP_TOLERANCE);
      }
    }
  }

  static VqVaeConfig config(GoldenFile file) {
    JsonObject cfg = file.json("cfg").getAsJsonObject();
    int[] downSteps = GoldenJson.ints(cfg.get("downs_t"));
    JsonElement multipliers = cfg.get("multipliers");
    int[] ones = new int[downSteps.length];
    Arrays.fill(ones, 1);
    JsonElement cycle = cfg.get("dilation_cycle");
    return VqVaeConfig.builder()
        .levels(
            downSteps,
            GoldenJson.ints(cfg.get("strides_t")),
            multipliers.isJsonNull() ? ones : GoldenJson.ints(multipliers))
        .codebook(cfg.get("l_bins").getAsInt(), cfg.get("emb_width").getAsInt())
        .residual(
            cfg.get("width").getAsInt(),
            cfg.get("depth").getAsInt(),
            cfg.get("m_conv").getAsDouble())
        .dilations(
            cfg.get("dilation_growth_rate").getAsInt(),
            cycle.isJsonNull() ? DilationSchedule.NO_CYCLE : cycle.getAsInt(),
            cfg.get("reverse_decoder_dilation").getAsBoolean()
                ? DilationOrder.SHRINKING
                : DilationOrder.GROWING)
        .build();
  }

  /** {@code [width, time] -> [time, width]}. */
  static float[] timeMajor(float[] channels, int time) {
    int width = channels.length / time;
    float[] rows = new float[channels.length];
    for (int c = 0; c < width; c++) {
      for (int t = 0; t < time; t++) {
        rows[t * width + c] = channels[c * time + t];
      }
    }
    return rows;
  }

  private static long[] wide(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }
}
