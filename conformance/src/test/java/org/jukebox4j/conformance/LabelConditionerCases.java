package org.jukebox4j.conformance;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.prior.conditioning.LabelConditioner;
import org.jukebox4j.prior.conditioning.TimingBins;
import org.jukebox4j.prior.conditioning.TimingConfig;
import org.jukebox4j.prior.conditioning.TimingWindow;

/** Label and timing embeddings: {@code label_conditioner}, {@code range_embedding_bins}. */
final class LabelConditionerCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;
  private static final int FIRST_GENRE = 4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    cases.addAll(
        GoldenFile.cases(
            goldenDir, "label_conditioner.safetensors", LabelConditionerCases::vectors));
    cases.addAll(
        GoldenFile.cases(
            goldenDir, "range_embedding_bins.safetensors", LabelConditionerCases::bins));
    return cases;
  }

  private static void vectors(GoldenFile file, Comparison comparison) {
    TimingConfig timing =
        new TimingConfig(
            file.json("t_bins").getAsInt(),
            file.json("sr").getAsInt(),
            file.json("min_duration").getAsDouble(),
            file.json("max_duration").getAsDouble());
    vectors(file, comparison, "time", timing);
    vectors(file, comparison, "notime", null);
  }

  private static void vectors(
      GoldenFile file, Comparison comparison, String part, @Nullable TimingConfig timing) {
    int[] tables = GoldenJson.ints(file.json("y_bins"));
    int width = file.json("out_width").getAsInt();
    int positions = file.json("n_time").getAsInt();
    int genreSlots = file.json("max_bow_genre_size").getAsInt();
    try (ParameterBinding binding = new ParameterBinding(file.parameters("param." + part + "."))) {
      LabelConditioner conditioner =
          binding.bind(
              "the label conditioner",
              scope ->
                  LabelConditioner.from(
                      scope, new LabelConditioner.Tables(tables[1], tables[0], width), timing),
              name -> true);
      int items = file.shape("in.y")[0];
      float[] starts = new float[items * width];
      float[] signals = new float[timing == null ? 0 : items * positions * width];
      for (int item = 0; item < items; item++) {
        int[] y = row(file, "in.y", item);
        float[] start =
            conditioner.start(y[3], Arrays.copyOfRange(y, FIRST_GENRE, FIRST_GENRE + genreSlots));
        System.arraycopy(start, 0, starts, item * width, width);
        float[] signal =
            conditioner.timing(new TimingWindow(y[0], y[1], y[2]), positions).orElse(new float[0]);
        System.arraycopy(signal, 0, signals, item * signal.length, signal.length);
      }
      comparison.floats(
          part + " start", file.floats("out." + part + ".start_emb"), starts, TOLERANCE);
      if (timing != null) {
        comparison.floats(
            part + " positions", file.floats("out." + part + ".pos_emb"), signals, TOLERANCE);
      }
    }
  }

  private static int[] row(GoldenFile file, String tensor, int item) {
    int length = file.shape(tensor)[1];
    return Arrays.copyOfRange(file.ints(tensor), item * length, (item + 1) * length);
  }

  private static void bins(GoldenFile file, Comparison comparison) {
    for (String tensor : file.names()) {
      if (tensor.startsWith("in.") && tensor.endsWith(".y")) {
        binsOf(file, comparison, tensor.substring(3, tensor.length() - 2));
      }
    }
  }

  private static void binsOf(GoldenFile file, Comparison comparison, String name) {
    JsonObject config = file.json("cfg_" + name).getAsJsonObject();
    TimingConfig timing =
        new TimingConfig(
            config.get("t_bins").getAsInt(),
            config.get("sr").getAsInt(),
            config.get("min_duration").getAsDouble(),
            config.get("max_duration").getAsDouble());
    int positions = config.get("n_time").getAsInt();
    int items = file.shape("in." + name + ".y")[0];
    int[] totals = new int[items];
    int[] absolute = new int[items * positions];
    int[] relative = new int[items * positions];
    for (int item = 0; item < items; item++) {
      int[] y = row(file, "in." + name + ".y", item);
      TimingBins found = timing.bins(new TimingWindow(y[0], y[1], y[2]), positions);
      totals[item] = found.totalLength();
      System.arraycopy(found.absolute(), 0, absolute, item * positions, positions);
      System.arraycopy(found.relative(), 0, relative, item * positions, positions);
    }
    String out = "out." + name + ".";
    comparison.integers(name + " total", file.integers(out + "total"), totals);
    comparison.integers(name + " absolute", file.integers(out + "absolute"), absolute);
    comparison.integers(name + " relative", file.integers(out + "relative"), relative);
  }
}
