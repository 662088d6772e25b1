package org.jukebox4j.core.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jukebox4j.core.checkpoint.PickleValue.Dictionary;
import org.jukebox4j.core.checkpoint.PickleValue.Sequence;
import org.jukebox4j.core.checkpoint.PickleValue.StorageReference;

/**
 * Reads PyTorch's older format: five pickles (a magic number, the version, the machine, the object,
 * the keys of its storages), then for each key the number of elements and the elements.
 */
final class LegacyStream {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;

  /** Pickles longer than this are not read; those of the released models are below 1 MB. */
  static final int LONGEST_PICKLES = 1 << 25;

  private final FileBytes file;
  private int position;

  private LegacyStream(FileBytes file) {
    this.file = file;
  }

  static TensorFile.Contents read(FileBytes file) {
    return new LegacyStream(file).read();
  }

  private TensorFile.Contents read() {
    TensorRebuilder rebuilder = new TensorRebuilder(file);
    if (!MAGIC.equals(pickle(new TensorRebuilder(file)))) {
      throw new CheckpointException(
          file.path(),
          "is a pickle, but not one that PyTorch wrote",
          "Give a checkpoint that was written by torch.save, or safetensors");
    }
    Object version = pickle(new TensorRebuilder(file));
    if (!version.equals(VERSION)) {
      throw file.damaged("its format must be " + VERSION + ", but is another");
    }
    Object machine = pickle(new TensorRebuilder(file));
    if (!(machine instanceof Dictionary facts)
        || !Boolean.TRUE.equals(facts.items.get("little_endian"))) {
      throw file.damaged("it was not written by a little-endian machine");
    }
    Object root = pickle(rebuilder);
    Map<String, Storage> storages = storages(rebuilder, pickle(new TensorRebuilder(file)));
    return PyTorchContents.of(file, root, reference -> storageOf(storages, reference));
  }

  private Object pickle(TensorRebuilder rebuilder) {
    int length = (int) Math.min(file.size() - position, LONGEST_PICKLES);
    ByteBuffer bytes = file.slice(position, length);
    PickleMachine.Result result = PickleMachine.run(file, bytes, rebuilder);
    position += result.end();
    return result.value();
  }

  /** Finds the storages, which must be the rest of the file and nothing else. */
  private Map<String, Storage> storages(TensorRebuilder rebuilder, Object keys) {
    if (!(keys instanceof Sequence sequence)) {
      throw file.damaged("the list of its storages is missing");
    }
    Map<String, Storage> found = new HashMap<>();
    long at = position;
    for (Object key : sequence.items) {
      StorageReference reference =
          key instanceof String text ? rebuilder.storages().get(text) : null;
      if (reference == null) {
        throw file.damaged("it lists a storage that no tensor uses");
      }
      if (file.size() - at < Long.BYTES) {
        throw cutOff(reference);
      }
      long count = file.slice(at, Long.BYTES).getLong(0);
      if (count != reference.total()) {
        throw file.damaged(
            "storage '"
                + reference.key()
                + "' has "
                + count
                + " elements, but its tensors expect "
                + reference.total());
      }
      at += Long.BYTES;
      long bytes = count * reference.type().bytes();
      if (bytes > file.size() - at) {
        throw cutOff(reference);
      }
      if (found.put(reference.key(), new Storage(file, at, bytes)) != null) {
        throw file.damaged("it lists storage '" + reference.key() + "' twice");
      }
      at += bytes;
    }
    if (at != file.size()) {
      throw file.damaged((file.size() - at) + " bytes are left after its last storage");
    }
    return found;
  }

  private CheckpointException cutOff(StorageReference reference) {
    return file.damaged("it ends within storage '" + reference.key() + "', the file is cut off");
  }

  private Storage storageOf(Map<String, Storage> storages, StorageReference reference) {
    Storage storage = storages.get(reference.key());
    if (storage == null) {
      throw file.damaged("storage '" + reference.key() + "' of a tensor is missing");
    }
    return storage;
  }
}
