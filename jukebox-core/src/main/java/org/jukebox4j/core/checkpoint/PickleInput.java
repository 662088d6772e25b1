package org.jukebox4j.core.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads the arguments of pickle opcodes and never beyond the end of the pickle. */
final class PickleInput {
  /** Longest text; the longest in real checkpoints is a parameter name or a song's lyrics. */
  static final int LONGEST_TEXT = 1 << 20;

  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_INTEGER = 255;

  private final FileBytes file;
  private final ByteBuffer bytes;

  PickleInput(FileBytes file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  int position() {
    return bytes.position();
  }

  int unsignedByte() {
    return need(1).get() & 0xff;
  }

  int unsignedShort() {
    return need(2).getShort() & 0xffff;
  }

  int signedInt() {
    return need(4).getInt();
  }

  long unsignedInt() {
    return Integer.toUnsignedLong(signedInt());
  }

  long signedLong() {
    return need(8).getLong();
  }

  /** Python writes floats with the highest byte first. */
  double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(signedLong()));
  }

  /** A two's complement integer of any length; a {@link Long} where it fits. */
  Object integer(long length) {
    if (length > LONGEST_INTEGER || length < 0) {
      throw file.damaged("the pickle has an integer of " + length + " bytes");
    }
    byte[] digits = new byte[(int) length];
    need(digits.length);
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = bytes.get();
    }
    BigInteger value = digits.length == 0 ? BigInteger.ZERO : new BigInteger(digits);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  String text(long length) {
    if (length > LONGEST_TEXT || length < 0) {
      throw file.damaged(
          "the pickle has a text of "
              + Long.toUnsignedString(length)
              + " bytes; at most "
              + LONGEST_TEXT
              + " are read");
    }
    ByteBuffer encoded = need((int) length).slice(bytes.position(), (int) length);
    skip(length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(encoded)
          .toString();
    } catch (CharacterCodingException invalid) {
      throw file.damaged("the pickle has a text that is not UTF-8");
    }
  }

  /** A name that ends with a line break. */
  String line() {
    int end = bytes.position();
    while (end < bytes.limit() && bytes.get(end) != '\n') {
      end++;
      if (end - bytes.position() > LONGEST_NAME) {
        throw file.damaged("the pickle has a name longer than " + LONGEST_NAME + " bytes");
      }
    }
    String line = text(end - bytes.position());
    need(1).get();
    return line;
  }

  void skip(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw endsEarly();
    }
    bytes.position(bytes.position() + (int) length);
  }

  private ByteBuffer need(int count) {
    if (count > bytes.remaining()) {
      throw endsEarly();
    }
    return bytes;
  }

  private CheckpointException endsEarly() {
    return file.damaged("the pickle ends in the middle of an instruction, the file is cut off");
  }
}
