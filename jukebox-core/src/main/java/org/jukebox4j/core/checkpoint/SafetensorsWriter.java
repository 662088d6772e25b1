package org.jukebox4j.core.checkpoint;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Writes a safetensors file.
 *
 * <p>Tensors are added, and held by reference, until {@link #write} converts them piece by piece.
 * The same tensors and metadata give the same bytes, in whatever order they are added: wide
 * elements come first, so that all are aligned, and names are sorted.
 *
 * <p>The file appears complete or not at all: it is written under a temporary name in the same
 * folder, forced to the disk and renamed. A checkpoint that is mapped from the file before stays
 * valid.
 */
public final class SafetensorsWriter {
  private static final int PIECE = 1 << 16;
  private static final int ALIGNMENT = 8;
  private static final String METADATA = "__metadata__";

  private final Map<String, Source> tensors = new TreeMap<>();
  private final Map<String, String> metadata = new TreeMap<>();

  /** Appends elements of a tensor to a buffer. */
  private interface Elements {
    void put(int from, int count, ByteBuffer into);
  }

  private record Source(TensorEntry entry, Elements elements) {
    long bytes() {
      return entry.elementCount() * entry.type().bytes();
    }
  }

  /**
   * Adds an entry to the file's metadata.
   *
   * @param key its name
   * @param value its text
   * @return this writer
   */
  public SafetensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /**
   * Adds a float32 tensor.
   *
   * @param name its name in the file
   * @param tensor the tensor; must stay open until the file is written
   * @return this writer
   */
  public SafetensorsWriter add(String name, FloatTensor tensor) {
    return add(name, ElementType.F32, tensor);
  }

  /**
   * Adds a tensor, converted when it is written.
   *
   * @param name its name in the file
   * @param type one of the floating-point types; values are rounded to the nearest
   * @param tensor the tensor; must stay open until the file is written
   * @return this writer
   */
  public SafetensorsWriter add(String name, ElementType type, FloatTensor tensor) {
    float[] piece = new float[Math.min(PIECE, tensor.size())];
    return add(
        new TensorEntry(name, fractional(name, type), boxed(tensor.shape())),
        tensor.size(),
        (from, count, into) -> {
          tensor.read(from, piece, 0, count);
          ElementEncoder.put(piece, 0, count, type, into);
        });
  }

  /**
   * Adds a tensor from an array, converted when it is written.
   *
   * @param name its name in the file
   * @param type one of the floating-point types; values are rounded to the nearest
   * @param values the elements in row-major order
   * @param shape the length of each axis
   * @return this writer
   */
  public SafetensorsWriter add(String name, ElementType type, float[] values, int... shape) {
    return add(
        new TensorEntry(name, fractional(name, type), boxed(shape)),
        values.length,
        (from, count, into) -> ElementEncoder.put(values, from, count, type, into));
  }

  /**
   * Adds a tensor of integers.
   *
   * @param name its name in the file
   * @param type one of the integer types; every value must be in its range
   * @param values the elements in row-major order
   * @param shape the length of each axis
   * @return this writer
   */
  public SafetensorsWriter add(String name, ElementType type, long[] values, int... shape) {
    return add(
        new TensorEntry(name, whole(name, type), boxed(shape)),
        values.length,
        (from, count, into) -> {
          for (int i = from; i < from + count; i++) {
            ElementEncoder.put(values[i], type, into);
          }
        });
  }

  /**
   * Adds a tensor of integers.
   *
   * @param name its name in the file
   * @param type one of the integer types; every value must be in its range
   * @param values the elements in row-major order
   * @param shape the length of each axis
   * @return this writer
   */
  public SafetensorsWriter add(String name, ElementType type, int[] values, int... shape) {
    return add(
        new TensorEntry(name, whole(name, type), boxed(shape)),
        values.length,
        (from, count, into) -> {
          for (int i = from; i < from + count; i++) {
            ElementEncoder.put((long) values[i], type, into);
          }
        });
  }

  private SafetensorsWriter add(TensorEntry entry, int count, Elements elements) {
    String name = entry.name();
    if (name.equals(METADATA)) {
      throw new IllegalArgumentException("a tensor must not be named " + METADATA);
    }
    if (entry.elementCount() != count) {
      throw new IllegalArgumentException(
          "tensor '"
              + name
              + "' of shape "
              + entry.shape()
              + " must have "
              + entry.elementCount()
              + " values, but there were "
              + count);
    }
    if (tensors.putIfAbsent(name, new Source(entry, elements)) != null) {
      throw new IllegalArgumentException("tensor '" + name + "' was added before");
    }
    return this;
  }

  private static ElementType fractional(String name, ElementType type) {
    if (type.isInteger()) {
      throw new IllegalArgumentException(
          "tensor '" + name + "' holds fractions, and " + type + " does not");
    }
    return type;
  }

  private static ElementType whole(String name, ElementType type) {
    if (!type.isInteger()) {
      throw new IllegalArgumentException(
          "tensor '" + name + "' holds integers: its type must be an integer type, not " + type);
    }
    return type;
  }

  private static List<Integer> boxed(int[] shape) {
    if (Arrays.stream(shape).anyMatch(length -> length < 0)) {
      throw new IllegalArgumentException(
          "shape must not be negative, but was " + Arrays.toString(shape));
    }
    return Arrays.stream(shape).boxed().toList();
  }

  /**
   * Writes the file, replacing one that exists.
   *
   * @param file where to; its folder must exist
   * @throws CheckpointException if it cannot be written or a value does not fit its type; the file
   *     that was there before, if any, is then unchanged
   */
  public void write(Path file) {
    Path target = file.toAbsolutePath();
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try {
        writeAll(target, temporary);
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException failed) {
      throw new CheckpointException(
          file,
          "cannot be written (" + failed + ")",
          "Check that its folder exists, is writable and has space for the file",
          failed);
    }
  }

  private void writeAll(Path target, Path temporary) throws IOException {
    List<Source> sorted = new ArrayList<>(tensors.values());
    sorted.sort(Comparator.comparingInt(source -> -source.entry().type().bytes()));
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      writeFully(channel, header(target, sorted));
      ByteBuffer piece = ByteBuffer.allocate(PIECE * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (Source source : sorted) {
        writeTensor(target, channel, source, piece);
      }
      channel.force(true);
    }
  }

  private static void writeTensor(Path target, FileChannel channel, Source source, ByteBuffer piece)
      throws IOException {
    int size = (int) source.entry().elementCount();
    int count;
    for (int from = 0; from < size; from += count) {
      count = Math.min(PIECE, size - from);
      piece.clear();
      try {
        source.elements().put(from, count, piece);
      } catch (ArithmeticException outOfRange) {
        throw new CheckpointException(
            target,
            "tensor '" + source.entry().name() + "': " + outOfRange.getMessage(),
            "Write it with a wider type",
            outOfRange);
      }
      writeFully(channel, piece.flip());
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private ByteBuffer header(Path target, List<Source> sorted) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      if (!metadata.isEmpty()) {
        json.name(METADATA).beginObject();
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          json.name(entry.getKey()).value(entry.getValue());
        }
        json.endObject();
      }
      long offset = 0;
      for (Source source : sorted) {
        TensorEntry entry = source.entry();
        json.name(entry.name()).beginObject();
        json.name("dtype").value(entry.type().name());
        json.name("shape").beginArray();
        for (int length : entry.shape()) {
          json.value(length);
        }
        json.endArray().name("data_offsets").beginArray();
        json.value(offset).value(offset + source.bytes()).endArray().endObject();
        offset += source.bytes();
      }
      json.endObject();
    }
    return encoded(target, text.toString());
  }

  /** The length and the text, filled up with spaces so that the data is aligned. */
  private static ByteBuffer encoded(Path target, String text) throws IOException {
    ByteBuffer json = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    int length = (json.remaining() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (length > SafetensorsHeader.LONGEST) {
      throw new CheckpointException(
          target,
          "its header would be " + length + " bytes, more than " + SafetensorsHeader.LONGEST,
          "Write fewer tensors or less metadata into one file");
    }
    ByteBuffer header =
        ByteBuffer.allocate(SafetensorsHeader.LENGTH_BYTES + length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length)
            .put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.flip();
  }
}
