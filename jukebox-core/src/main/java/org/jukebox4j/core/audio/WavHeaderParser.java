package org.jukebox4j.core.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format and the samples in a RIFF or RF64 file. Nothing in the file is trusted: each
 * size is compared with what the file holds before anything is read or allocated by it.
 */
final class WavHeaderParser {
  private static final String CONVERT =
      "convert the recording again, for example with 'ffmpeg -i in.wav -c:a pcm_s16le out.wav'";

  private static final long UNKNOWN_SIZE = 0xFFFF_FFFFL;

  /** Programs that write to a pipe leave this or more, since they cannot go back. */
  private static final long LEAST_STREAMED_SIZE = 0x7FFF_F000L;

  /** Real files have a handful; a file of nothing but empty chunks must not take minutes. */
  private static final int MOST_CHUNKS = 4096;

  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int DS64_BYTES = 24;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private @Nullable WavFormat format;
  private long riffSize;
  private long longDataSize;

  WavHeaderParser(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
  }

  WavHeader parse() throws IOException {
    readRiffHeader();
    long position = RIFF_HEADER_BYTES;
    for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
      if (size - position < CHUNK_HEADER_BYTES) {
        throw bad(
            "there is no data chunk, the file ends at byte %d".formatted(size),
            "the file is cut short or holds no sound");
      }
      ByteBuffer head = read(position, CHUNK_HEADER_BYTES);
      String id = id(head, 0);
      long bytes = Integer.toUnsignedLong(head.getInt(4));
      long start = position + CHUNK_HEADER_BYTES;
      if (id.equals("data")) {
        return header(start, bytes);
      }
      requireInside(id, start, bytes);
      switch (id) {
        case "fmt " -> readFormat(start, bytes);
        case "ds64" -> readLongSizes(start, bytes);
        default -> {}
      }
      position = start + bytes + (bytes & 1); // chunks start at even positions
    }
    throw bad("there are more than %d chunks before the samples".formatted(MOST_CHUNKS), CONVERT);
  }

  private void readRiffHeader() throws IOException {
    if (size < RIFF_HEADER_BYTES) {
      throw bad(
          "it has %d bytes, a WAV file has at least 44".formatted(size),
          "the file is cut short or was never written");
    }
    ByteBuffer head = read(0, RIFF_HEADER_BYTES);
    String container = id(head, 0);
    if (container.equals("RIFX")) {
      throw bad("it is a big-endian RIFX file, which is not supported", CONVERT);
    }
    if (!(container.equals("RIFF") || container.equals("RF64")) || !id(head, 8).equals("WAVE")) {
      throw bad("it is not a WAV file", "convert it, for example with 'ffmpeg -i IN out.wav'");
    }
    riffSize = Integer.toUnsignedLong(head.getInt(4));
  }

  private void readFormat(long start, long bytes) throws IOException {
    if (format != null) {
      throw bad("it has two fmt chunks", CONVERT);
    }
    if (bytes < 16) {
      throw bad("the fmt chunk has %d bytes, the least is 16".formatted(bytes), CONVERT);
    }
    ByteBuffer fields = read(start, (int) Math.min(bytes, 40));
    int channels = Short.toUnsignedInt(fields.getShort(2));
    long hertz = Integer.toUnsignedLong(fields.getInt(4));
    if (channels < 1 || channels > WavFormat.MOST_CHANNELS) {
      throw bad(
          "channels must be between 1 and %d, but the header says %d"
              .formatted(WavFormat.MOST_CHANNELS, channels),
          CONVERT);
    }
    if (!SampleRate.isValid(hertz)) {
      throw bad(
          "the sample rate must be between %d and %d Hz, but the header says %d Hz"
              .formatted(SampleRate.LOWEST, SampleRate.HIGHEST, hertz),
          CONVERT);
    }
    WavFormat found =
        new WavFormat(sampleFormat(fields), channels, new SampleRate(Math.toIntExact(hertz)));
    int frameBytes = Short.toUnsignedInt(fields.getShort(12));
    if (frameBytes != found.frameBytes()) {
      throw bad(
          "a frame of %d channel(s) of %s has %d bytes, but the header says %d"
              .formatted(channels, found.samples(), found.frameBytes(), frameBytes),
          CONVERT);
    }
    format = found;
  }

  private SampleFormat sampleFormat(ByteBuffer fields) {
    int tag = WavTags.encoding(fields);
    int bits = Short.toUnsignedInt(fields.getShort(14));
    SampleFormat samples = WavTags.sampleFormat(tag, bits);
    if (samples == null) {
      throw bad(
          "its encoding 0x%04x with %d bits a sample is not supported (supported: PCM of 8, 16, 24 or 32 bits, float of 32 or 64 bits)"
              .formatted(tag, bits),
          CONVERT);
    }
    return samples;
  }

  private void readLongSizes(long start, long bytes) throws IOException {
    if (bytes < DS64_BYTES) {
      throw bad(
          "the ds64 chunk has %d bytes, the least is %d".formatted(bytes, DS64_BYTES), CONVERT);
    }
    longDataSize = read(start, DS64_BYTES).getLong(8);
    if (longDataSize < 0) {
      throw bad("the ds64 chunk says a data size of more than 2^63 bytes", CONVERT);
    }
  }

  private WavHeader header(long start, long declared) {
    WavFormat found = format;
    if (found == null) {
      throw bad("there is no fmt chunk before the samples", CONVERT);
    }
    long left = size - start;
    boolean inLongSizes = declared == UNKNOWN_SIZE && longDataSize > 0;
    long bytes = inLongSizes ? longDataSize : declared;
    if (!inLongSizes && isUnknown(bytes, left)) {
      // Written to a pipe, or the writer died: the last frame may be incomplete.
      return new WavHeader(found, start, left / found.frameBytes());
    }
    requireInside("data", start, bytes);
    if (bytes % found.frameBytes() != 0) {
      throw bad(
          "the data chunk has %d bytes, which is no whole number of frames of %d bytes"
              .formatted(bytes, found.frameBytes()),
          CONVERT);
    }
    return new WavHeader(found, start, bytes / found.frameBytes());
  }

  /** A size of 0 is true if the RIFF size agrees, as for a recording of no length. */
  private boolean isUnknown(long bytes, long left) {
    if (bytes == 0) {
      return riffSize != size - CHUNK_HEADER_BYTES;
    }
    return bytes > left && bytes >= LEAST_STREAMED_SIZE;
  }

  private void requireInside(String id, long start, long bytes) {
    if (bytes > size - start) {
      throw bad(
          "its %s chunk says %d bytes, but the file holds %d more"
              .formatted(printable(id), bytes, size - start),
          "the file is cut short or damaged: copy or convert it again");
    }
  }

  private ByteBuffer read(long position, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw bad("it ended at byte %d while being read".formatted(size), "read it again");
      }
    }
    return buffer.flip();
  }

  private static String id(ByteBuffer buffer, int at) {
    return new String(buffer.array(), at, 4, StandardCharsets.ISO_8859_1);
  }

  private static String printable(String id) {
    return id.strip().replaceAll("[^ -~]", "?");
  }

  private AudioFileException bad(String problem, String remedy) {
    return new AudioFileException(file, problem, remedy);
  }
}
