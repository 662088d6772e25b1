package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jukebox4j.prior.LabelRules;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.label.ArtistVocabulary;
import org.jukebox4j.prior.label.GenreVocabulary;
import org.jukebox4j.prior.label.LabelVocabulary;
import org.jukebox4j.prior.label.Labeller;
import org.jukebox4j.prior.label.Labels;
import org.jukebox4j.prior.label.PieceLabels;

/** Artists, genres and label vectors: {@code labels_ids}. */
final class LabelCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (LabelVocabularyVersion version : LabelVocabularyVersion.values()) {
      String key = version.name().toLowerCase(Locale.ROOT);
      cases.addAll(
          part(
              goldenDir,
              key,
              (golden, c) ->
                  lookups(golden.getAsJsonObject(key), LabelIdFiles.read(goldenDir, version), c)));
    }
    cases.addAll(part(goldenDir, "spelling", LabelCases::spelling));
    cases.addAll(part(goldenDir, "labels", (golden, c) -> labels(goldenDir, golden, c)));
    cases.addAll(part(goldenDir, "without-labels", LabelCases::withoutLabels));
    cases.addAll(part(goldenDir, "from-ids", LabelCases::fromIds));
    return cases;
  }

  private interface Part {
    void run(JsonObject golden, Comparison comparison);
  }

  private static List<GoldenCase> part(Path goldenDir, String name, Part part) throws IOException {
    return GoldenJson.cases(
            goldenDir, "labels_ids.json", (root, c) -> part.run(root.getAsJsonObject(), c))
        .stream()
        .map(whole -> new GoldenCase(whole.name() + "/" + name, whole.check()))
        .toList();
  }

  private static void lookups(JsonObject golden, LabelVocabulary vocabulary, Comparison c) {
    ArtistVocabulary artists = vocabulary.artists();
    GenreVocabulary genres = vocabulary.genres();
    for (Map.Entry<String, JsonElement> entry : golden.getAsJsonObject("artists").entrySet()) {
      c.integers(
          "artist " + entry.getKey(),
          new long[] {entry.getValue().getAsLong()},
          new int[] {artists.idOrUnknown(entry.getKey())});
    }
    for (Map.Entry<String, JsonElement> entry : golden.getAsJsonObject("genres").entrySet()) {
      c.integers(
          "genre " + entry.getKey(),
          GoldenJson.longs(entry.getValue()),
          genres.idsOrUnknown(entry.getKey()));
    }
    for (Map.Entry<String, JsonElement> entry : golden.getAsJsonObject("artist_names").entrySet()) {
      String name = artists.name(Integer.parseInt(entry.getKey())).orElse("(none)");
      c.text("artist " + entry.getKey(), entry.getValue().getAsString(), name);
    }
    for (Map.Entry<String, JsonElement> entry : golden.getAsJsonObject("genre_names").entrySet()) {
      String name = genres.name(Integer.parseInt(entry.getKey())).orElse("(none)");
      c.text("genre " + entry.getKey(), entry.getValue().getAsString(), name);
    }
    c.text("artist 0", golden.get("artist_id_0").getAsString(), artists.name(0).orElse("(none)"));
    c.text("genre 0", golden.get("genre_id_0").getAsString(), genres.name(0).orElse("(none)"));
    String[] counts = {
      "n_artist_entries",
      "n_genre_entries",
      "n_artist_ids",
      "n_genre_ids",
      "max_artist_id",
      "max_genre_id"
    };
    c.integers(
        "counts",
        Arrays.stream(counts).mapToLong(name -> golden.get(name).getAsLong()).toArray(),
        new int[] {
          artists.names().size(),
          genres.names().size(),
          artists.idCount(),
          genres.idCount(),
          artists.largestId(),
          genres.largestId()
        });
  }

  private static void spelling(JsonObject golden, Comparison c) {
    for (Map.Entry<String, JsonElement> entry : golden.getAsJsonObject("norm").entrySet()) {
      String expected = entry.getValue().getAsString();
      ArtistVocabulary vocabulary =
          expected.isEmpty()
              ? ArtistVocabulary.of(LabelVocabularyVersion.V2, List.of("other"))
              : ArtistVocabulary.of(LabelVocabularyVersion.V2, List.of(expected));
      int id = expected.isEmpty() || expected.equals("unknown") ? 0 : 1;
      c.integers(
          entry.getKey(), new long[] {id}, new int[] {vocabulary.idOrUnknown(entry.getKey())});
    }
  }

  private static void labels(Path goldenDir, JsonObject golden, Comparison c) {
    for (JsonObject item : GoldenJson.objects(golden.get("labels"))) {
      String name = item.get("labeller").getAsString();
      if (item.has("seven_word_genre")) {
        sevenWords(goldenDir, item, findSettings(golden, name), c);
      } else {
        label(item, labeller(goldenDir, item), c);
      }
    }
  }

  private static void label(JsonObject item, Labeller labeller, Comparison c) {
    Labels labels =
        new Labels(
            item.get("artist").getAsString(),
            item.get("genre").getAsString(),
            item.get("lyrics").getAsString());
    String what = item.get("labeller").getAsString() + " " + labels.artist() + " ";
    PieceLabels piece =
        labeller.labelLeniently(
            labels, item.get("total_length").getAsLong(), item.get("offset").getAsLong());
    LabelVector stored = labeller.stored(piece);
    c.integers(what + "y", GoldenJson.longs(item.get("y")), stored.toArray());
    c.text(what + "lyrics", item.get("info_lyrics").getAsString(), piece.lyrics().text());
    c.integers(
        what + "characters",
        new long[] {item.get("n_full_tokens").getAsLong()},
        new int[] {piece.lyrics().size()});
    // the original cannot describe artist 0 of V3
    if (!item.get("describe").isJsonNull()) {
      JsonObject expected = item.getAsJsonObject("describe");
      Labels described = labeller.describe(stored);
      c.text(what + "artist", expected.get("artist").getAsString(), described.artist());
      c.text(what + "genre", expected.get("genre").getAsString(), described.genre());
      c.text(what + "window", expected.get("lyrics").getAsString(), described.lyrics());
    }
    if (item.has("set_y")) {
      for (JsonObject window : GoldenJson.objects(item.get("set_y"))) {
        long start = window.get("start").getAsLong();
        c.integers(
            what + "window at " + start,
            GoldenJson.longs(window.get("y")),
            labeller.window(piece, start).toArray());
        int[] indices = labeller.lyricsWindow(piece, start).indices();
        c.integers(
            what + "indices at " + start,
            GoldenJson.longs(window.get("indices_first_last")),
            new int[] {indices[0], indices[indices.length - 1]});
      }
    }
  }

  private static void sevenWords(
      Path goldenDir, JsonObject item, JsonObject settings, Comparison c) {
    boolean expected = item.get("seven_word_genre").getAsString().equals("ok");
    boolean accepted;
    try {
      labeller(goldenDir, settings)
          .labelLeniently(new Labels("unknown", "one two three four five six seven", ""), 1, 0);
      accepted = true;
    } catch (IllegalArgumentException tooMany) {
      accepted = false;
    }
    c.isTrue(
        item.get("labeller").getAsString() + " genre of seven words",
        expected == accepted,
        "expected to be " + (expected ? "accepted" : "refused"));
  }

  private static JsonObject findSettings(JsonObject golden, String labeller) {
    return GoldenJson.objects(golden.get("labels")).stream()
        .filter(item -> item.get("labeller").getAsString().equals(labeller) && item.has("v3"))
        .findFirst()
        .orElseThrow();
  }

  /** Windows start at multiples of a code's samples, which the golden offsets give. */
  private static Labeller labeller(Path goldenDir, JsonObject item) {
    LabelVocabularyVersion version =
        item.get("v3").getAsBoolean() ? LabelVocabularyVersion.V3 : LabelVocabularyVersion.V2;
    long sampleLength = item.get("sample_length").getAsLong();
    long samplesPerCode = item.has("set_y") ? samplesPerCode(item) : 1;
    LabelRules rules =
        new LabelRules(44100, 0, 1e6, version, item.get("max_genre_words").getAsInt());
    return new Labeller(
        rules,
        LabelIdFiles.read(goldenDir, version),
        new Labeller.WindowShape(
            Math.toIntExact(sampleLength / samplesPerCode),
            Math.toIntExact(samplesPerCode),
            item.get("n_tokens").getAsInt()));
  }

  private static long samplesPerCode(JsonObject item) {
    long offset = item.get("offset").getAsLong();
    for (JsonObject window : GoldenJson.objects(item.get("set_y"))) {
      long start = window.get("start").getAsLong();
      if (start > 0) {
        return (GoldenJson.longs(window.get("y"))[1] - offset) / start;
      }
    }
    return 1;
  }

  /** A prior without labels is told nothing: as many rows as items, of no numbers. */
  private static void withoutLabels(JsonObject golden, Comparison c) {
    JsonObject empty = golden.getAsJsonObject("empty_labeller");
    int[] shape = GoldenJson.ints(empty.get("batch_y_shape"));
    WindowConditioning none = WindowConditioning.none(shape[0]);
    c.integers("items", new long[] {shape[0]}, new int[] {none.items()});
    c.integers(
        "numbers",
        new long[] {shape[1], empty.getAsJsonArray("y").size()},
        new int[] {none.labels().size(), 0});
  }

  private static void fromIds(JsonObject golden, Comparison c) {
    long[] row = GoldenJson.longs(golden.get("get_y_from_ids"));
    int lyrics = 4;
    int[] genres = ints(Arrays.copyOfRange(row, 4, row.length - lyrics));
    LabelVector vector =
        new LabelVector(
            row[0],
            row[1],
            row[2],
            (int) row[3],
            genres,
            ints(Arrays.copyOfRange(row, row.length - lyrics, row.length)));
    c.integers("y", row, vector.toArray());
  }

  private static int[] ints(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }
}
