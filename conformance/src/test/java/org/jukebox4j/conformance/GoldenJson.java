package org.jukebox4j.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Golden data in JSON files. */
final class GoldenJson {
  /** Computes with one JSON file and compares. */
  @FunctionalInterface
  interface JsonCheck {
    /**
     * Runs the check.
     *
     * @param root the file's contents
     * @param comparison receives every pair of values
     * @throws Exception whatever goes wrong
     */
    void run(JsonElement root, Comparison comparison) throws Exception;
  }

  private GoldenJson() {}

  /**
   * Reads a file.
   *
   * @param file a JSON file
   * @return its contents
   * @throws IOException if it cannot be read
   */
  static JsonElement read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return JsonParser.parseReader(reader);
    }
  }

  /**
   * Makes one case of each matching file; a file is read when its case runs.
   *
   * @param goldenDir the golden folder
   * @param glob which file names, such as {@code windows.json}
   * @param check run with each file
   * @return the cases in the order of their names
   * @throws IOException if the folder cannot be read
   */
  static List<GoldenCase> cases(Path goldenDir, String glob, JsonCheck check) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (Path file : GoldenFolder.matching(goldenDir, glob)) {
      cases.add(new GoldenCase(GoldenFolder.stem(file), c -> check.run(read(file), c)));
    }
    return cases;
  }

  /**
   * Converts an array of numbers.
   *
   * @param array a JSON array of integers
   * @return its values
   */
  static int[] ints(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .mapToInt(JsonElement::getAsInt)
        .toArray();
  }

  /**
   * Converts an array of numbers.
   *
   * @param array a JSON array of integers
   * @return its values
   */
  static long[] longs(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .mapToLong(JsonElement::getAsLong)
        .toArray();
  }

  /**
   * Converts an array of numbers, nested to any depth.
   *
   * @param array a JSON array
   * @return its values, row-major
   */
  static double[] doubles(JsonElement array) {
    List<Double> values = new ArrayList<>();
    flatten(array, values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Lists the objects of an array.
   *
   * @param array a JSON array of objects
   * @return the objects
   */
  static List<JsonObject> objects(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static void flatten(JsonElement element, List<Double> into) {
    if (element instanceof JsonArray array) {
      array.forEach(inner -> flatten(inner, into));
    } else {
      into.add(element.getAsDouble());
    }
  }
}
