package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.AlignmentHead;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.Timing;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.alignment.LyricsAligner;
import org.jukebox4j.prior.label.LabelVocabulary;
import org.jukebox4j.prior.label.Labeller;
import org.jukebox4j.prior.label.PieceLabels;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.prior.lyrics.LyricsTokens;
import org.jukebox4j.prior.lyrics.LyricsWindow;

/** Where in the lyrics the music is: {@code alignment_*}. */
final class AlignmentCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (Path path : GoldenFolder.matching(goldenDir, "alignment_*.safetensors")) {
      String name = GoldenFolder.stem(path);
      cases.add(new GoldenCase(name + "/first-window", c -> firstWindow(GoldenFile.read(path), c)));
      cases.add(new GoldenCase(name + "/pieces", c -> pieces(goldenDir, GoldenFile.read(path), c)));
    }
    return cases;
  }

  /** Whole pieces and short ones through the prior. */
  private static void pieces(Path goldenDir, GoldenFile file, Comparison comparison)
      throws IOException {
    PriorConfig config = GoldenPrior.configOf(goldenDir, file.metadata("top"), Level.TOP);
    AlignmentHead head =
        new AlignmentHead(
            file.json("alignment_layer").getAsInt(), file.json("alignment_head").getAsInt());
    try (TransformerPrior prior = TransformerPrior.load(config, file.parameters("param."))) {
      LabelVocabulary noNames =
          LabelVocabulary.of(prior.labelRules().orElseThrow().vocabulary(), List.of(), List.of());
      Labeller labeller = Labeller.of(prior, noNames);
      LyricsAligner aligner = new LyricsAligner(prior, head, labeller);
      List<Integer> starts = Arrays.stream(GoldenJson.ints(file.json("starts"))).boxed().toList();
      List<int[]> codes = GoldenPrior.rows(file, "in.z");
      List<LabelVector> labels =
          GoldenPrior.labels(file, "in.labels.y", file.json("n_tokens").getAsInt());
      compareFirstWindow(file, prior, head.layer(), comparison);
      for (int item = 0; item < codes.size(); item++) {
        PieceLabels piece = piece(file, labels.get(item), item);
        align(file, "out.alignment." + item, aligner, piece, codes.get(item), starts, comparison);
        String shortPiece = "out.alignment_short." + item;
        int[] cut = Arrays.copyOf(codes.get(item), file.shape(shortPiece)[0]);
        align(file, shortPiece, aligner, piece, cut, List.of(0), comparison);
      }
    }
  }

  /** The weights of all heads of the layer, {@code [items, heads, codes, lyricsTokens]}. */
  private static void compareFirstWindow(
      GoldenFile file, TransformerPrior prior, int layer, Comparison comparison) {
    List<LabelVector> labels =
        GoldenPrior.labels(file, "in.labels.y", file.json("n_tokens").getAsInt());
    List<int[]> codes = GoldenPrior.rows(file, "in.z");
    List<float[]> weights = new ArrayList<>();
    for (int item = 0; item < codes.size(); item++) {
      WindowConditioning one = new WindowConditioning(1, List.of(), List.of(labels.get(item)));
      List<int[]> window = List.of(Arrays.copyOf(codes.get(item), prior.contextLength()));
      for (int head = 0; head < file.shape("out.w_start0")[1]; head++) {
        weights.addAll(prior.lyricsAttention(one, window, new AlignmentHead(layer, head)));
      }
    }
    comparison.floats(
        "w_start0", file.floats("out.w_start0"), SimplePriorCases.joined(weights), TOLERANCE);
  }

  private static PieceLabels piece(GoldenFile file, LabelVector label, int item) {
    int[] full = GoldenJson.ints(file.json("full_tokens").getAsJsonArray().get(item));
    LyricsTokens lyrics = new LyricsTokens("x".repeat(full.length), full);
    return new PieceLabels(
        label.artist(), label.genres(), lyrics, label.totalLength(), label.offset());
  }

  private static void align(
      GoldenFile file,
      String tensor,
      LyricsAligner aligner,
      PieceLabels piece,
      int[] codes,
      List<Integer> starts,
      Comparison comparison) {
    float[] actual = aligner.align(piece, codes, starts, (done, all) -> {}).toArray();
    comparison.floats(tensor, file.floats(tensor), actual, TOLERANCE);
  }

  /** The codes before the second window see the first one only: its weights must lie there. */
  private static void firstWindow(GoldenFile file, Comparison comparison) {
    int windowCodes = file.json("n_ctx").getAsInt();
    int lyricsTokens = file.json("n_tokens").getAsInt();
    int head = file.json("alignment_head").getAsInt();
    int[] labels = file.shape("in.labels.y");
    int[] starts = GoldenJson.ints(file.json("starts"));
    int[] shape = file.shape("out.w_start0");
    for (int item = 0; item < labels[0]; item++) {
      long[] row =
          Arrays.copyOfRange(
              file.integers("in.labels.y"), item * labels[1], (item + 1) * labels[1]);
      int[] full = GoldenJson.ints(file.json("full_tokens").getAsJsonArray().get(item));
      LyricsWindow window =
          LyricsWindow.of(
              new LyricsTokens("x".repeat(full.length), full),
              lyricsTokens,
              new Timing(row[0], row[1], row[2]),
              LyricsWindow.Arithmetic.FLOAT32);
      comparison.integers(
          "lyric_indices_start0." + item,
          file.integers("out.lyric_indices_start0." + item),
          window.indices());
      comparison.integers(
          "labels.y lyrics " + item,
          Arrays.copyOfRange(row, row.length - lyricsTokens, row.length),
          window.tokens());
      int size = windowCodes * lyricsTokens;
      int from = (item * shape[1] + head) * size;
      float[] weights = Arrays.copyOfRange(file.floats("out.w_start0"), from, from + size);
      List<LyricsAlignment.WindowAttention> windows =
          List.of(new LyricsAlignment.WindowAttention(starts[0], window.indices(), weights));
      int codes = file.shape("out.alignment." + item)[0];
      int only = Math.min(codes, starts.length > 1 ? starts[1] : codes);
      comparison.floats(
          "alignment." + item,
          Arrays.copyOf(file.floats("out.alignment." + item), only * full.length),
          Arrays.copyOf(
              LyricsAlignment.of(codes, full.length, windows).toArray(), only * full.length),
          TOLERANCE);
    }
  }
}
