package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;

/** The formats, told apart by content. */
enum FileFormat {
  /** Eight bytes of length, then JSON. */
  SAFETENSORS {
    @Override
    TensorFile.Contents read(FileBytes file) {
      return SafetensorsHeader.read(file);
    }
  },

  /** A zip archive with a pickle and storages. */
  PYTORCH_ZIP {
    @Override
    TensorFile.Contents read(FileBytes file) {
      return ZipFormat.read(file);
    }
  },

  /** Pickles, then storages. */
  PYTORCH_LEGACY {
    @Override
    TensorFile.Contents read(FileBytes file) {
      return LegacyStream.read(file);
    }
  };

  private static final int JSON_AT = 8;
  private static final int ZIP_SIGNATURE = 0x04034b50;
  private static final int PROTOCOL = 0x80;

  /** How the magic number of the older format begins, after the two bytes of the protocol. */
  private static final int MAGIC_START = 0xfc6c0a8a;

  /** First instructions of pickles of the protocol that has none for its own number. */
  private static final String OLDEST_PICKLES = "c(}])";

  abstract TensorFile.Contents read(FileBytes file);

  static FileFormat of(FileBytes file) {
    ByteBuffer start = file.slice(0, (int) Math.min(file.size(), JSON_AT + 1));
    int length = start.limit();
    if (length >= 4 && start.getInt(0) == ZIP_SIGNATURE) {
      return PYTORCH_ZIP;
    }
    boolean json = length > JSON_AT && start.get(JSON_AT) == '{';
    boolean magic = length > 5 && start.getInt(2) == MAGIC_START;
    if (json && !magic) {
      return SAFETENSORS;
    }
    if (length > 0 && looksLikePickle(start.get(0) & 0xff)) {
      return PYTORCH_LEGACY;
    }
    throw new CheckpointException(
        file.path(),
        file.size() == 0
            ? "is empty"
            : "is neither a safetensors file nor a PyTorch checkpoint (" + file.size() + " bytes)",
        "Give a .safetensors or .pth.tar file, and check that it was downloaded completely");
  }

  private static boolean looksLikePickle(int first) {
    return first == PROTOCOL || OLDEST_PICKLES.indexOf(first) >= 0;
  }
}
