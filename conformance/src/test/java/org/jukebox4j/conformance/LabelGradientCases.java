package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.prior.conditioning.LabelConditioner.Tables;
import org.jukebox4j.prior.conditioning.TimingBins;
import org.jukebox4j.prior.conditioning.TimingConfig;
import org.jukebox4j.prior.conditioning.TimingWindow;
import org.jukebox4j.prior.graph.LabelGraph;
import org.nd4j.autodiff.samediff.SDVariable;

/** Gradients of label and timing embeddings: {@code label_conditioner}. */
final class LabelGradientCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;
  private static final int ARTIST = 3;
  private static final int FIRST_GENRE = 4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenGraph.cases(goldenDir, "label_conditioner.safetensors", LabelGradientCases::run);
  }

  private static void run(GoldenGraph golden, Comparison comparison) {
    GoldenFile file = golden.file();
    run(golden, comparison, "time", bins(golden, file));
    try (GoldenGraph other = golden.another()) {
      run(other, comparison, "notime", null);
    }
  }

  private static void run(
      GoldenGraph golden, Comparison comparison, String part, LabelGraph.@Nullable Bins bins) {
    GoldenFile file = golden.file();
    int[] tables = GoldenJson.ints(file.json("y_bins"));
    int width = file.json("out_width").getAsInt();
    int items = file.shape("in.y")[0];
    LabelGraph.Names names = names(golden, file);
    String out = "out." + part + ".";
    golden.build(
        file.parameters("param." + part + "."),
        scope -> {
          SDVariable start =
              LabelGraph.start(
                  golden.context(items), scope, new Tables(tables[1], tables[0], width), names);
          SDVariable loss = start.mul(golden.input("in.r_start", items, width)).sum();
          @Nullable SDVariable timing =
              LabelGraph.timing(golden.context(items), scope, width, bins);
          if (timing != null) {
            loss = loss.add(golden.weighted(timing, "in.r_pos"));
          }
          GraphResult result =
              golden.run(loss, timing == null ? List.of(start) : List.of(start, timing));
          comparison.floats(
              part + " start",
              file.floats(out + "start_emb"),
              GoldenGraph.floats(result.output(start.name())),
              TOLERANCE);
          if (timing != null) {
            comparison.floats(
                part + " positions",
                file.floats(out + "pos_emb"),
                GoldenGraph.floats(result.output(timing.name())),
                TOLERANCE);
          }
          golden.compareGradients(result, "out.grad." + part + ".", comparison, TOLERANCE);
          return part;
        });
  }

  private static LabelGraph.Names names(GoldenGraph golden, GoldenFile file) {
    int slots = file.json("max_bow_genre_size").getAsInt();
    int[] y = file.ints("in.y");
    int items = file.shape("in.y")[0];
    int length = file.shape("in.y")[1];
    int[] artists = new int[items];
    int[] genres = new int[items * slots];
    for (int item = 0; item < items; item++) {
      artists[item] = y[item * length + ARTIST];
      System.arraycopy(y, item * length + FIRST_GENRE, genres, item * slots, slots);
    }
    return new LabelGraph.Names(
        golden.integers("artists", artists, items, 1),
        golden.integers("genres", genres, items, slots),
        slots);
  }

  private static LabelGraph.Bins bins(GoldenGraph golden, GoldenFile file) {
    TimingConfig timing =
        new TimingConfig(
            file.json("t_bins").getAsInt(),
            file.json("sr").getAsInt(),
            file.json("min_duration").getAsDouble(),
            file.json("max_duration").getAsDouble());
    int positions = file.json("n_time").getAsInt();
    int[] y = file.ints("in.y");
    int items = file.shape("in.y")[0];
    int length = file.shape("in.y")[1];
    int[] total = new int[items * positions];
    int[] absolute = new int[items * positions];
    int[] relative = new int[items * positions];
    for (int item = 0; item < items; item++) {
      int at = item * length;
      TimingBins found = timing.bins(new TimingWindow(y[at], y[at + 1], y[at + 2]), positions);
      Arrays.fill(total, item * positions, (item + 1) * positions, found.totalLength());
      System.arraycopy(found.absolute(), 0, absolute, item * positions, positions);
      System.arraycopy(found.relative(), 0, relative, item * positions, positions);
    }
    return new LabelGraph.Bins(
        golden.integers("total", total, items, positions),
        golden.integers("absolute", absolute, items, positions),
        golden.integers("relative", relative, items, positions),
        positions,
        timing.bins());
  }
}
