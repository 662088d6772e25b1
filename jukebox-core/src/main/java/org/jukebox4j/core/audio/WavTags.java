package org.jukebox4j.core.audio;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The numbers by which a WAV file names its encoding. */
final class WavTags {
  static final int PCM = 1;
  static final int FLOAT = 3;
  static final int EXTENSIBLE = 0xFFFE;

  /** Bytes of an extensible fmt chunk. */
  static final int EXTENSIBLE_BYTES = 40;

  /** Position of the sub-format GUID, whose first two bytes are the encoding. */
  static final int SUB_FORMAT = 24;

  /** The rest of a GUID that stands for a plain encoding, 0000-0010-8000-00AA00389B71. */
  private static final byte[] SUB_FORMAT_REST = {
    0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71
  };

  private WavTags() {}

  /** The encoding of a fmt chunk; for an extensible one, that of its sub-format if it has one. */
  static int encoding(ByteBuffer fields) {
    int tag = Short.toUnsignedInt(fields.getShort(0));
    if (tag != EXTENSIBLE || fields.limit() < EXTENSIBLE_BYTES) {
      return tag;
    }
    for (int i = 0; i < SUB_FORMAT_REST.length; i++) {
      if (fields.get(SUB_FORMAT + 2 + i) != SUB_FORMAT_REST[i]) {
        return tag;
      }
    }
    return Short.toUnsignedInt(fields.getShort(SUB_FORMAT));
  }

  static void putSubFormat(ByteBuffer into, int tag) {
    into.putShort((short) tag).put(SUB_FORMAT_REST);
  }

  static @Nullable SampleFormat sampleFormat(int tag, int bits) {
    for (SampleFormat format : SampleFormat.values()) {
      if (tag == tag(format) && bits == 8 * format.bytes()) {
        return format;
      }
    }
    return null;
  }

  static int tag(SampleFormat format) {
    return format.isFloatingPoint() ? FLOAT : PCM;
  }
}
