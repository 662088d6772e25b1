package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A golden safetensors file, read whole. It has a reader of its own, so that the project's reader,
 * which is itself under test, cannot hide an error of its own.
 */
final class GoldenFile {
  /** Computes with one file and compares. */
  @FunctionalInterface
  interface FileCheck {
    /**
     * Runs the check.
     *
     * @param file the golden file
     * @param comparison receives every pair of values
     * @throws Exception whatever goes wrong
     */
    void run(GoldenFile file, Comparison comparison) throws Exception;
  }

  private record Entry(String type, int[] shape, ByteBuffer bytes) {}

  private final String name;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final JsonObject metadata;

  private GoldenFile(Path file) throws IOException {
    name = GoldenFolder.stem(file);
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = Math.toIntExact(all.getLong(0));
    String text = new String(all.array(), Long.BYTES, headerLength, StandardCharsets.UTF_8);
    JsonObject header = JsonParser.parseString(text).getAsJsonObject();
    JsonElement described = header.remove("__metadata__");
    metadata = described == null ? new JsonObject() : described.getAsJsonObject();
    for (Map.Entry<String, JsonElement> tensor : header.entrySet()) {
      JsonObject fields = tensor.getValue().getAsJsonObject();
      int[] shape = GoldenJson.ints(fields.get("shape"));
      int[] span = GoldenJson.ints(fields.get("data_offsets"));
      ByteBuffer bytes =
          all.slice(Long.BYTES + headerLength + span[0], span[1] - span[0])
              .order(ByteOrder.LITTLE_ENDIAN);
      entries.put(tensor.getKey(), new Entry(fields.get("dtype").getAsString(), shape, bytes));
    }
  }

  /**
   * Reads a file.
   *
   * @param file a safetensors file of the golden folder
   * @return its contents
   * @throws IOException if it cannot be read
   */
  static GoldenFile read(Path file) throws IOException {
    return new GoldenFile(file);
  }

  /**
   * Makes one case of each matching file; a file is read when its case runs.
   *
   * @param goldenDir the golden folder
   * @param glob which file names, such as {@code attn_[0-9]*.safetensors}
   * @param check run with each file
   * @return the cases in the order of their names
   * @throws IOException if the folder cannot be read
   */
  static List<GoldenCase> cases(Path goldenDir, String glob, FileCheck check) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (Path file : GoldenFolder.matching(goldenDir, glob)) {
      cases.add(new GoldenCase(GoldenFolder.stem(file), c -> check.run(read(file), c)));
    }
    return cases;
  }

  /**
   * Returns the file's name.
   *
   * @return the name without folder and extension
   */
  String name() {
    return name;
  }

  /**
   * Returns the names of all tensors.
   *
   * @return the names, in the order of the file's header
   */
  Set<String> names() {
    return entries.keySet();
  }

  /**
   * Says whether there is a tensor of this name.
   *
   * @param tensor its name
   * @return true if there is
   */
  boolean has(String tensor) {
    return entries.containsKey(tensor);
  }

  /**
   * Returns the shape of a tensor.
   *
   * @param tensor its name
   * @return the length of each axis
   */
  int[] shape(String tensor) {
    return entry(tensor).shape().clone();
  }

  /**
   * Says whether a tensor was stored in 16 bits.
   *
   * @param tensor its name
   * @return true for float16
   */
  boolean isHalf(String tensor) {
    return entry(tensor).type().equals("F16");
  }

  /**
   * Returns a floating-point tensor as float32.
   *
   * @param tensor its name
   * @return the values, row-major
   */
  float[] floats(String tensor) {
    double[] wide = doubles(tensor);
    float[] values = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      values[i] = (float) wide[i];
    }
    return values;
  }

  /**
   * Returns a tensor of any type as float64.
   *
   * @param tensor its name
   * @return the values, row-major
   */
  double[] doubles(String tensor) {
    Entry entry = entry(tensor);
    double[] values = new double[sizeOf(entry.shape())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (entry.type()) {
            case "F64" -> entry.bytes().getDouble(i * Double.BYTES);
            case "F32" -> entry.bytes().getFloat(i * Float.BYTES);
            case "F16" -> half(entry.bytes().getShort(i * Short.BYTES));
            default -> integer(entry, i);
          };
    }
    return values;
  }

  /**
   * Returns an integer tensor.
   *
   * @param tensor its name
   * @return the values, row-major
   */
  long[] integers(String tensor) {
    Entry entry = entry(tensor);
    long[] values = new long[sizeOf(entry.shape())];
    for (int i = 0; i < values.length; i++) {
      values[i] = integer(entry, i);
    }
    return values;
  }

  /**
   * Returns an integer tensor whose values fit into 32 bits.
   *
   * @param tensor its name
   * @return the values, row-major
   */
  int[] ints(String tensor) {
    long[] wide = integers(tensor);
    int[] values = new int[wide.length];
    for (int i = 0; i < wide.length; i++) {
      values[i] = Math.toIntExact(wide[i]);
    }
    return values;
  }

  /**
   * Returns an entry of the metadata.
   *
   * @param key its name
   * @return the text
   */
  String metadata(String key) {
    return described(key).getAsString();
  }

  /**
   * Says whether the metadata have an entry.
   *
   * @param key its name
   * @return true if they have
   */
  boolean hasMetadata(String key) {
    return metadata.has(key);
  }

  /**
   * Returns an entry of the metadata that is not plain text.
   *
   * @param key its name
   * @return the parsed value
   */
  JsonElement json(String key) {
    return JsonParser.parseString(metadata(key));
  }

  /**
   * Returns the weights in this file.
   *
   * @param prefix what stands before the state-dict name, such as {@code "param."}
   * @return a source of all tensors with that prefix, under their names without it
   */
  ParameterSource parameters(String prefix) {
    return parameters(prefix, name -> true);
  }

  /**
   * Returns some of the weights in this file.
   *
   * @param prefix what stands before the state-dict name, such as {@code "param."}
   * @param wanted which state-dict names
   * @return a source of the tensors with that prefix and a wanted name, under that name
   */
  ParameterSource parameters(String prefix, Predicate<String> wanted) {
    Set<String> found = new TreeSet<>();
    for (String tensor : entries.keySet()) {
      if (tensor.startsWith(prefix) && wanted.test(tensor.substring(prefix.length()))) {
        found.add(tensor.substring(prefix.length()));
      }
    }
    return new ParameterSource() {
      @Override
      public Optional<FloatTensor> find(String parameter, int... expectedShape) {
        return found.contains(parameter)
            ? Optional.of(FloatTensor.of(floats(prefix + parameter), shape(prefix + parameter)))
            : Optional.empty();
      }

      @Override
      public Set<String> names() {
        return found;
      }
    };
  }

  private Entry entry(String tensor) {
    @Nullable Entry entry = entries.get(tensor);
    if (entry == null) {
      throw new NoSuchElementException(name + " has no tensor " + tensor);
    }
    return entry;
  }

  private JsonElement described(String key) {
    @Nullable JsonElement value = metadata.get(key);
    if (value == null) {
      throw new NoSuchElementException(name + " has no metadata entry " + key);
    }
    return value;
  }

  private static int sizeOf(int[] shape) {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    return size;
  }

  private static long integer(Entry entry, int index) {
    return switch (entry.type()) {
      case "I64" -> entry.bytes().getLong(index * Long.BYTES);
      case "I32" -> entry.bytes().getInt(index * Integer.BYTES);
      case "I16" -> entry.bytes().getShort(index * Short.BYTES);
      case "U8", "BOOL" -> entry.bytes().get(index) & 0xff;
      default -> throw new IllegalArgumentException("not an integer tensor: " + entry.type());
    };
  }

  private static double half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24;
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> (1024 + fraction) * Math.scalb(1.0, exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
