package org.jukebox4j.core.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jukebox4j.core.tensor.FloatTensor;

/** The one form of an open checkpoint, whatever the format of the file is. */
final class TensorFile implements Checkpoint {
  /** What a format's reader found in a file. */
  record Contents(Map<String, StoredTensor> tensors, Map<String, String> metadata) {}

  private final FileBytes file;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, TensorEntry> entries;
  private final Map<String, String> metadata;
  private final TensorReader reader;

  private TensorFile(FileBytes file, Contents contents) {
    this.file = file;
    this.tensors = contents.tensors();
    this.metadata = Collections.unmodifiableMap(contents.metadata());
    Map<String, TensorEntry> listed = new LinkedHashMap<>();
    tensors.forEach((name, stored) -> listed.put(name, stored.entry()));
    this.entries = Collections.unmodifiableMap(listed);
    this.reader = new TensorReader(file.path());
  }

  static TensorFile open(Path path) {
    return read(MappedFile.open(path));
  }

  static TensorFile of(Path name, InputStream contents) {
    byte[] bytes;
    try {
      bytes = contents.readAllBytes();
    } catch (IOException unreadable) {
      throw new CheckpointException(
          name, "cannot be read (" + unreadable + ")", "Get it again", unreadable);
    }
    // Tensors that lie aligned in the file are views of it, which native code can read.
    return read(new HeldFile(name, ByteBuffer.allocateDirect(bytes.length).put(bytes).clear()));
  }

  private static TensorFile read(FileBytes file) {
    try {
      return new TensorFile(file, FileFormat.of(file).read(file));
    } catch (RuntimeException | Error failed) {
      file.close();
      throw failed;
    }
  }

  @Override
  public Map<String, TensorEntry> entries() {
    return entries;
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public Set<String> names() {
    return entries.keySet();
  }

  @Override
  public Optional<FloatTensor> find(String name, int... expectedShape) {
    return Optional.ofNullable(tensors.get(name)).map(reader::tensor);
  }

  @Override
  public float[] floats(String name) {
    return reader.floats(stored(name));
  }

  @Override
  public long[] integers(String name) {
    return reader.integers(stored(name));
  }

  private StoredTensor stored(String name) {
    StoredTensor stored = tensors.get(name);
    if (stored == null) {
      throw new CheckpointException(
          file.path(),
          "holds no tensor '" + name + "' among its " + tensors.size(),
          "Check that this is the right file");
    }
    return stored;
  }

  @Override
  public void close() {
    file.close();
  }

  @Override
  public String toString() {
    return "Checkpoint " + file.path() + " (" + tensors.size() + " tensors)";
  }
}
