package org.jukebox4j.core.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes small PyTorch files of both formats around a pickle. */
final class PyTorchBytes {
  private PyTorchBytes() {}

  /**
   * A file of the older format.
   *
   * @param pickle the object
   * @param storages key to elements, each with its number before it
   */
  static byte[] legacy(byte[] pickle, Map<String, Elements> storages) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] magic = {
      0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19
    };
    file.writeBytes(new PickleAssembler().op(0x8a).op(magic.length).raw(magic).end());
    file.writeBytes(new PickleAssembler().number(1001).end());
    file.writeBytes(new PickleAssembler().ops("}").text("little_endian").op(0x88).ops("s").end());
    file.writeBytes(pickle);
    PickleAssembler keys = new PickleAssembler().ops("](");
    new TreeMap<>(storages).keySet().forEach(keys::text);
    file.writeBytes(keys.ops("e").end());
    new TreeMap<>(storages)
        .values()
        .forEach(
            elements -> {
              file.writeBytes(PickleAssembler.little(8).putLong(elements.count()).array());
              file.writeBytes(elements.bytes());
            });
    return file.toByteArray();
  }

  /** A file of the newer format. */
  static byte[] zip(byte[] pickle, Map<String, Elements> storages) {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put("archive/data.pkl", pickle);
    storages.forEach((key, elements) -> entries.put("archive/data/" + key, elements.bytes()));
    entries.put("archive/version", "3\n".getBytes(US_ASCII));
    return archive(entries, ZipEntry.STORED);
  }

  static byte[] archive(Map<String, byte[]> entries, int method) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setMethod(method);
        header.setTime(0);
        header.setSize(entry.getValue().length);
        if (method == ZipEntry.STORED) {
          CRC32 sum = new CRC32();
          sum.update(entry.getValue());
          header.setCrc(sum.getValue());
        }
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return file.toByteArray();
  }

  /**
   * The bytes of a storage.
   *
   * @param count how many elements
   * @param bytes the elements
   */
  record Elements(long count, byte[] bytes) {
    static Elements floats(float... values) {
      ByteBuffer bytes = PickleAssembler.little(values.length * Float.BYTES);
      for (float value : values) {
        bytes.putFloat(value);
      }
      return new Elements(values.length, bytes.array());
    }

    static Elements counting(int count) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = i;
      }
      return floats(values);
    }
  }
}
