package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jukebox4j.prior.Timing;
import org.jukebox4j.prior.lyrics.LyricsTokens;
import org.jukebox4j.prior.lyrics.LyricsWindow;

/** Which lyrics a window sees: {@code lyric_windows}. */
final class LyricsWindowCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenJson.cases(goldenDir, "lyric_windows.json", LyricsWindowCases::run);
  }

  private static void run(JsonElement root, Comparison comparison) {
    for (JsonObject item : GoldenJson.objects(root.getAsJsonObject().get("items"))) {
      int size = item.get("n_full").getAsInt();
      LyricsTokens lyrics =
          new LyricsTokens("x".repeat(size), IntStream.rangeClosed(1, size).toArray());
      compare(item, "python", lyrics, LyricsWindow.Arithmetic.FLOAT64, comparison);
      compare(item, "tensor", lyrics, LyricsWindow.Arithmetic.FLOAT32, comparison);
    }
  }

  private static void compare(
      JsonObject item,
      String path,
      LyricsTokens lyrics,
      LyricsWindow.Arithmetic arithmetic,
      Comparison comparison) {
    JsonElement expected = item.get(path);
    String what = arithmetic + " " + item;
    try {
      Timing timing =
          new Timing(
              item.get("total_length").getAsLong(),
              item.get("offset").getAsLong(),
              item.get("duration").getAsLong());
      LyricsWindow window =
          LyricsWindow.of(lyrics, item.get("n_tokens").getAsInt(), timing, arithmetic);
      comparison.isTrue(what, expected.isJsonObject(), "expected to be refused");
      if (expected instanceof JsonObject numbers) {
        compare(numbers, window, what, comparison);
      }
    } catch (IllegalArgumentException refused) {
      comparison.isTrue(what, !expected.isJsonObject(), "was refused: " + refused.getMessage());
    }
  }

  private static void compare(
      JsonObject expected, LyricsWindow window, String what, Comparison comparison) {
    int[] indices = window.indices();
    int last = indices.length - 1;
    comparison.integers(
        what,
        new long[] {
          expected.get("first_index").getAsLong(),
          expected.get("n_pad").getAsLong(),
          expected.get("last_index").getAsLong(),
          expected.get("first_token").getAsLong()
        },
        new long[] {
          indices[0],
          Arrays.stream(indices).filter(index -> index < 0).count(),
          indices[last],
          window.tokens()[0]
        });
  }
}
