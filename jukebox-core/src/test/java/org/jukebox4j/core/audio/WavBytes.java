package org.jukebox4j.core.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Builds WAV files by hand, right or wrong. */
final class WavBytes {
  private byte[] bytes = new byte[0];

  /** A RIFF header whose size is still open. */
  static WavBytes riff() {
    return new WavBytes().ascii("RIFF").int32(0).ascii("WAVE");
  }

  /** A plain 16-bit mono file of these samples. */
  static WavBytes mono16(int... samples) {
    return riff().format(1, 1, 8000, 16).data16(samples);
  }

  WavBytes format(int tag, int channels, int hertz, int bits) {
    int frame = channels * bits / 8;
    return ascii("fmt ")
        .int32(16)
        .int16(tag)
        .int16(channels)
        .int32(hertz)
        .int32(hertz * frame)
        .int16(frame)
        .int16(bits);
  }

  WavBytes chunk(String id, int... content) {
    ascii(id).int32(content.length);
    for (int value : content) {
      int8(value);
    }
    return content.length % 2 == 0 ? this : int8(0);
  }

  WavBytes data16(int... samples) {
    ascii("data").int32(2 * samples.length);
    for (int sample : samples) {
      int16(sample);
    }
    return this;
  }

  WavBytes ascii(String text) {
    return append(text.getBytes(StandardCharsets.US_ASCII));
  }

  WavBytes int8(int value) {
    return append(new byte[] {(byte) value});
  }

  WavBytes int16(int value) {
    return append(little(2).putShort((short) value).array());
  }

  WavBytes append16s(int... values) {
    for (int value : values) {
      int16(value);
    }
    return this;
  }

  WavBytes int32(long value) {
    return append(little(4).putInt((int) value).array());
  }

  WavBytes int64(long value) {
    return append(little(8).putLong(value).array());
  }

  WavBytes put16(int at, int value) {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
    return this;
  }

  WavBytes put32(int at, long value) {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, (int) value);
    return this;
  }

  /** The bytes with the RIFF size as they stand. */
  byte[] bytes() {
    return bytes;
  }

  /** Writes the file with a true RIFF size. */
  Path sealed(Path folder) throws IOException {
    return put32(4, bytes.length - 8).as(folder);
  }

  /** Writes the file as it stands. */
  Path as(Path folder) throws IOException {
    return Files.write(folder.resolve("hand.wav"), bytes);
  }

  private WavBytes append(byte[] more) {
    int at = bytes.length;
    bytes = Arrays.copyOf(bytes, at + more.length);
    System.arraycopy(more, 0, bytes, at, more.length);
    return this;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
