package org.jukebox4j.core.checkpoint;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the header of a safetensors file, as strictly as the format's reference implementation: a
 * length of 8 bytes, a JSON object of that length, and then the bytes of all tensors, one after the
 * other without gaps or overlaps up to the end of the file.
 */
final class SafetensorsHeader {
  static final int LENGTH_BYTES = 8;

  /** The reference implementation's limit. */
  static final long LONGEST = 100_000_000;

  private static final String METADATA = "__metadata__";

  private final FileBytes file;
  private final long dataStart;
  private final Map<String, Extent> extents = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private boolean metadataSeen;

  /** A tensor and its range in the bytes after the header. */
  private record Extent(TensorEntry entry, long begin, long end) {}

  private SafetensorsHeader(FileBytes file, long dataStart) {
    this.file = file;
    this.dataStart = dataStart;
  }

  static TensorFile.Contents read(FileBytes file) {
    long length = headerLength(file);
    SafetensorsHeader header = new SafetensorsHeader(file, LENGTH_BYTES + length);
    ByteBuffer json = file.slice(LENGTH_BYTES, (int) length);
    if (length == 0 || json.get(0) != '{') {
      throw file.damaged("the header does not start with '{'");
    }
    header.parse(json);
    header.checkCoverage();
    return header.contents();
  }

  private static long headerLength(FileBytes file) {
    if (file.size() < LENGTH_BYTES) {
      throw file.damaged("its " + file.size() + " bytes are too few for a safetensors file");
    }
    long length = file.slice(0, LENGTH_BYTES).getLong(0);
    if (length < 0 || length > LONGEST) {
      throw file.damaged(
          "the header must be at most "
              + LONGEST
              + " bytes long, but its length is given as "
              + Long.toUnsignedString(length));
    }
    if (length > file.size() - LENGTH_BYTES) {
      throw file.damaged(
          "the header is said to be "
              + length
              + " bytes long, but only "
              + (file.size() - LENGTH_BYTES)
              + " bytes follow");
    }
    return length;
  }

  private void parse(ByteBuffer json) {
    Reader characters =
        new InputStreamReader(
            new BufferStream(json),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    try (JsonReader reader = new JsonReader(characters)) {
      reader.setStrictness(Strictness.STRICT);
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (name.equals(METADATA)) {
          parseMetadata(reader);
        } else {
          Extent extent = parseTensor(reader, name);
          if (extents.put(name, extent) != null) {
            throw file.damaged("the header names tensor '" + name + "' twice");
          }
        }
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw file.damaged("the header goes on after its JSON object");
      }
    } catch (CharacterCodingException invalid) {
      throw file.damaged("the header is not UTF-8 text");
    } catch (MalformedJsonException | EOFException | IllegalStateException invalid) {
      throw file.damaged(
          "the header is not the JSON of a safetensors file (" + firstLine(invalid) + ")");
    } catch (IOException unreadable) {
      throw new CheckpointException(
          file.path(), "the header cannot be read", "Check the disk", unreadable);
    }
  }

  private static String firstLine(Exception invalid) {
    String message = invalid.getMessage();
    return message == null
        ? "it ends too early"
        : message
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst("^Use JsonReader.* to accept malformed JSON", "malformed JSON");
  }

  private void parseMetadata(JsonReader reader) throws IOException {
    if (metadataSeen) {
      throw file.damaged("the header has " + METADATA + " twice");
    }
    metadataSeen = true;
    require(reader, JsonToken.BEGIN_OBJECT, METADATA, "must be an object of strings");
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      require(reader, JsonToken.STRING, METADATA, "'" + key + "' must be a string");
      if (metadata.put(key, reader.nextString()) != null) {
        throw file.damaged(METADATA + " has the key '" + key + "' twice");
      }
    }
    reader.endObject();
  }

  private Extent parseTensor(JsonReader reader, String name) throws IOException {
    ElementType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    require(reader, JsonToken.BEGIN_OBJECT, name, "its entry must be an object");
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      boolean twice =
          switch (key) {
            case "dtype" -> type != null;
            case "shape" -> shape != null;
            case "data_offsets" -> offsets != null;
            default -> throw bad(name, "its entry has the unknown key '" + key + "'");
          };
      if (twice) {
        throw bad(name, "its entry has the key '" + key + "' twice");
      }
      switch (key) {
        case "dtype" -> type = parseType(reader, name);
        case "shape" -> shape = parseNumbers(reader, name, "shape");
        default -> offsets = parseNumbers(reader, name, "data_offsets");
      }
    }
    reader.endObject();
    if (type == null || shape == null || offsets == null) {
      throw bad(name, "its entry must have dtype, shape and data_offsets");
    }
    return extent(name, type, shape, offsets);
  }

  private ElementType parseType(JsonReader reader, String name) throws IOException {
    require(reader, JsonToken.STRING, name, "dtype must be a string");
    String text = reader.nextString();
    try {
      return ElementType.valueOf(text);
    } catch (IllegalArgumentException unknown) {
      throw bad(name, "its dtype '" + text + "' is not one of " + List.of(ElementType.values()));
    }
  }

  private List<Long> parseNumbers(JsonReader reader, String name, String key) throws IOException {
    require(reader, JsonToken.BEGIN_ARRAY, name, key + " must be an array");
    List<Long> numbers = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      require(reader, JsonToken.NUMBER, name, key + " must hold numbers");
      String digits = reader.nextString();
      numbers.add(parseNumber(digits, name, key));
    }
    reader.endArray();
    return numbers;
  }

  private long parseNumber(String digits, String name, String key) {
    try {
      if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Long.parseLong(digits);
      }
    } catch (NumberFormatException tooLong) {
      // reported below, like a fraction or a negative number
    }
    throw bad(
        name,
        String.format(
            Locale.ROOT, "%s must hold whole numbers from 0 to 2^63 - 1, but has %s", key, digits));
  }

  private Extent extent(String name, ElementType type, List<Long> shape, List<Long> offsets) {
    if (offsets.size() != 2) {
      throw bad(name, "data_offsets must be two numbers, but there are " + offsets.size());
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (begin > end) {
      throw bad(name, "its data must not end (" + end + ") before it begins (" + begin + ")");
    }
    long bytes = byteCount(name, type, shape);
    if (bytes != end - begin) {
      throw bad(
          name,
          type + shape.toString() + " is " + bytes + " bytes, but its data is " + (end - begin));
    }
    List<Integer> lengths = shape.stream().map(Math::toIntExact).toList();
    return new Extent(new TensorEntry(name, type, lengths), begin, end);
  }

  private long byteCount(String name, ElementType type, List<Long> shape) {
    long bytes = type.bytes();
    try {
      for (long length : shape) {
        bytes = Math.multiplyExact(bytes, length);
        Math.toIntExact(length);
      }
      return bytes;
    } catch (ArithmeticException overflow) {
      throw bad(name, "its shape " + shape + " is too large");
    }
  }

  /** All tensors together must be the rest of the file: no holes, no overlaps, nothing left. */
  private void checkCoverage() {
    List<Extent> sorted = new ArrayList<>(extents.values());
    sorted.sort(Comparator.comparingLong(Extent::begin).thenComparingLong(Extent::end));
    long covered = 0;
    for (Extent extent : sorted) {
      if (extent.begin() != covered) {
        throw bad(
            extent.entry().name(),
            "its data begins at "
                + extent.begin()
                + ", but must follow the tensor before it, which ends at "
                + covered);
      }
      covered = extent.end();
    }
    if (covered != file.size() - dataStart) {
      throw file.damaged(
          "the tensors end at byte "
              + covered
              + " after the header, but the file has "
              + (file.size() - dataStart)
              + " bytes there");
    }
  }

  private TensorFile.Contents contents() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    extents.forEach(
        (name, extent) ->
            tensors.put(
                name,
                StoredTensor.whole(
                    extent.entry(),
                    new Storage(file, dataStart + extent.begin(), extent.end() - extent.begin()))));
    return new TensorFile.Contents(tensors, metadata);
  }

  private void require(JsonReader reader, JsonToken expected, String name, String rule)
      throws IOException {
    JsonToken actual = reader.peek();
    if (actual != expected) {
      throw bad(name, rule + ", but is " + actual.name().toLowerCase(Locale.ROOT));
    }
  }

  private CheckpointException bad(String name, String problem) {
    return file.damaged("tensor '" + name + "': " + problem);
  }

  /** The bytes of a buffer as a stream. */
  private static final class BufferStream extends InputStream {
    private final ByteBuffer bytes;

    BufferStream(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length > 0 && !bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(length, bytes.remaining());
      bytes.get(into, offset, count);
      return count;
    }
  }
}
