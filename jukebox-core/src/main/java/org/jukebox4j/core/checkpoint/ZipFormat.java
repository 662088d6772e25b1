package org.jukebox4j.core.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jukebox4j.core.checkpoint.PickleValue.StorageReference;

/**
 * Reads PyTorch's newer format: an archive with one folder, in it {@code data.pkl}, which describes
 * the tensors, and {@code data/KEY} with the elements of each storage.
 */
final class ZipFormat {
  private static final String PICKLE = "data.pkl";
  private static final String ELEMENTS = "data/";
  private static final String BYTE_ORDER = "byteorder";

  private final FileBytes file;
  private final Map<String, ZipDirectory.Entry> entries = new HashMap<>();
  private final Map<String, Storage> storages = new HashMap<>();

  private ZipFormat(FileBytes file) {
    this.file = file;
  }

  static TensorFile.Contents read(FileBytes file) {
    return new ZipFormat(file).read();
  }

  private TensorFile.Contents read() {
    String folder = null;
    for (ZipDirectory.Entry entry : ZipDirectory.read(file).values()) {
      int slash = entry.name().indexOf('/');
      String first = entry.name().substring(0, slash + 1);
      if (slash < 0 || (folder != null && !folder.equals(first))) {
        throw notPyTorch("entry '" + entry.name() + "' is not in one folder with the others");
      }
      folder = first;
      String name = entry.name().substring(slash + 1);
      if (!isKnown(name)) {
        throw notPyTorch("entry '" + entry.name() + "' is not part of a checkpoint");
      }
      entries.put(name, entry);
    }
    checkByteOrder();
    ZipDirectory.Entry pickle = entries.get(PICKLE);
    if (pickle == null || pickle.length() > LegacyStream.LONGEST_PICKLES) {
      throw notPyTorch(
          "it has no " + PICKLE + " of at most " + LegacyStream.LONGEST_PICKLES + " bytes");
    }
    storage(pickle).checkSum();
    PickleMachine.Result result =
        PickleMachine.run(
            file, file.slice(pickle.start(), (int) pickle.length()), new TensorRebuilder(file));
    if (result.end() != pickle.length()) {
      throw file.damaged((pickle.length() - result.end()) + " bytes are left after its pickle");
    }
    return PyTorchContents.of(file, result.value(), this::storageOf);
  }

  private static boolean isKnown(String name) {
    return name.equals(PICKLE)
        || name.equals(BYTE_ORDER)
        || name.equals("version")
        || name.startsWith(".")
        || (name.startsWith(ELEMENTS) && name.indexOf('/', ELEMENTS.length()) < 0);
  }

  private void checkByteOrder() {
    ZipDirectory.Entry order = entries.get(BYTE_ORDER);
    if (order == null) {
      return;
    }
    int length = (int) Math.min(order.length(), 16);
    String text = StandardCharsets.US_ASCII.decode(file.slice(order.start(), length)).toString();
    if (!text.equals("little")) {
      throw file.damaged("its byte order must be 'little'");
    }
  }

  private Storage storageOf(StorageReference reference) {
    ZipDirectory.Entry entry = entries.get(ELEMENTS + reference.key());
    if (entry == null) {
      throw file.damaged("storage '" + reference.key() + "' of a tensor is missing");
    }
    long expected = reference.total() * reference.type().bytes();
    if (entry.length() != expected) {
      throw file.damaged(
          "storage '"
              + reference.key()
              + "' has "
              + entry.length()
              + " bytes, but its tensors expect "
              + expected);
    }
    return storages.computeIfAbsent(reference.key(), key -> storage(entry));
  }

  private Storage storage(ZipDirectory.Entry entry) {
    return new Storage(file, entry.start(), entry.length(), entry.crc());
  }

  private CheckpointException notPyTorch(String problem) {
    return new CheckpointException(
        file.path(),
        "is an archive, but not a PyTorch checkpoint: " + problem,
        "Give a file that was written by torch.save, or safetensors");
  }
}
