package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.lyrics.AlignmentPicture;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;
import org.jukebox4j.prior.lyrics.LyricsTokens;

/**
 * Alignment as a picture and as JSON: {@code html_*}, made from {@code out.alignment.*} of the file
 * {@code alignment_*} of the same top prior.
 */
final class AlignmentPageCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (Path file : GoldenFolder.matching(goldenDir, "html_*.json")) {
      String name = GoldenFolder.stem(file);
      Path alignments =
          goldenDir.resolve("alignment_" + name.substring("html_".length()) + ".safetensors");
      cases.add(
          new GoldenCase(name, c -> run(GoldenJson.read(file), GoldenFile.read(alignments), c)));
    }
    return cases;
  }

  private static void run(JsonElement pages, GoldenFile alignments, Comparison comparison) {
    for (Map.Entry<String, JsonElement> page : pages.getAsJsonObject().entrySet()) {
      String item = page.getKey();
      JsonObject expected = page.getValue().getAsJsonObject();
      AlignmentPicture picture = picture(alignments, Integer.parseInt(item));
      compareRows(item + " align.json", expected.get("align_json"), picture.grid(), comparison);
      List<String> columns = new ArrayList<>();
      expected.getAsJsonArray("lyrics_json").forEach(text -> columns.add(text.getAsString()));
      comparison.isTrue(
          item + " lyrics.json",
          columns.equals(picture.columns()),
          "expected " + columns + " but was " + picture.columns());
      int[][] pixels = picture.picture();
      comparison.integers(
          item + " align.png size",
          GoldenJson.longs(expected.get("align_png_shape")),
          new int[] {pixels.length, pixels[0].length});
      compareRows(
          item + " align.png",
          expected.get("align_png_rows_0_100_200"),
          new int[][] {pixels[0], pixels[100], pixels[200]},
          comparison);
    }
  }

  private static AlignmentPicture picture(GoldenFile alignments, int item) {
    String tensor = "out.alignment." + item;
    int[] shape = alignments.shape(tensor);
    int[] everyCharacter = IntStream.range(0, shape[1]).toArray();
    LyricsAlignment alignment =
        LyricsAlignment.of(
            shape[0],
            shape[1],
            List.of(
                new LyricsAlignment.WindowAttention(0, everyCharacter, alignments.floats(tensor))));
    String lyrics = alignments.json("lyrics").getAsJsonArray().get(item).getAsString();
    int[] ids = GoldenJson.ints(alignments.json("full_tokens").getAsJsonArray().get(item));
    return new AlignmentPicture(alignment, tokens(lyrics, ids));
  }

  /** Tokenizes with the version that gives the recorded tokens. */
  private static LyricsTokens tokens(String lyrics, int[] ids) {
    return Arrays.stream(LabelVocabularyVersion.values())
        .map(version -> new LyricsTokenizer(version).tokenize(lyrics))
        .filter(tokens -> Arrays.equals(tokens.ids(), ids))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("neither version gives the tokens of: " + lyrics));
  }

  private static void compareRows(
      String what, JsonElement expected, int[][] actual, Comparison comparison) {
    comparison.integers(
        what,
        Arrays.stream(GoldenJson.doubles(expected)).mapToLong(Math::round).toArray(),
        Arrays.stream(actual).flatMapToInt(Arrays::stream).toArray());
  }
}
