package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;

/** The formats, told apart by content. */
enum FileFormat {
  /** Eight bytes of length, then JSON. */
  SAFETENSORS {
    @Override
    TensorFile.Contents read(MappedFile file) {
      return SafetensorsHeader.read(file);
    }
  };

  private static final int JSON_AT = 8;

  abstract TensorFile.Contents read(MappedFile file);

  static FileFormat of(MappedFile file) {
    if (file.size() > JSON_AT) {
      ByteBuffer start = file.slice(0, JSON_AT + 1);
      if (start.get(JSON_AT) == '{') {
        return SAFETENSORS;
      }
    }
    throw new CheckpointException(
        file.path(),
        file.size() == 0
            ? "is empty"
            : "is neither a safetensors file nor a PyTorch checkpoint (" + file.size() + " bytes)",
        "Give a .safetensors or .pth.tar file, and check that it was downloaded completely");
  }
}
