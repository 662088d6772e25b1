package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;
import org.jukebox4j.prior.lyrics.LyricsTokens;

/** Lyrics to tokens: {@code text_processor}. */
final class TextCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenJson.cases(goldenDir, "text_processor.json", TextCases::run);
  }

  private static void run(JsonElement root, Comparison comparison) {
    JsonObject golden = root.getAsJsonObject();
    for (LabelVocabularyVersion version : LabelVocabularyVersion.values()) {
      String key = version.name().toLowerCase(Locale.ROOT);
      LyricsTokenizer tokenizer = new LyricsTokenizer(version);
      comparison.integers(
          key + " vocabulary size",
          new long[] {golden.get(key + "_n_vocab").getAsLong()},
          new int[] {tokenizer.vocabularySize()});
      for (Map.Entry<String, JsonElement> character :
          golden.getAsJsonObject(key + "_vocab").entrySet()) {
        if (character.getKey().length() == 1) {
          comparison.text(
              key + " character",
              character.getKey(),
              tokenizer.text(new int[] {character.getValue().getAsInt()}));
        }
      }
      for (JsonObject item : GoldenJson.objects(golden.get("items"))) {
        LyricsTokens tokens = tokenizer.tokenize(item.get("text").getAsString());
        JsonObject expected = item.getAsJsonObject(key);
        comparison.text(key + " text", expected.get("clean").getAsString(), tokens.text());
        comparison.integers(
            key + " tokens", GoldenJson.longs(expected.get("tokens")), tokens.ids());
      }
    }
  }
}
