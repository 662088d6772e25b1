package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.prior.Timing;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.prior.lyrics.LyricsTokens;
import org.jukebox4j.prior.lyrics.LyricsWindow;

/** Where in the lyrics the music is: {@code alignment_*}. */
final class AlignmentCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (GoldenCase whole :
        GoldenFile.cases(goldenDir, "alignment_*.safetensors", AlignmentCases::firstWindow)) {
      cases.add(new GoldenCase(whole.name() + "/first-window", whole.check()));
    }
    return cases;
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
