package org.jukebox4j.core.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a WAV file, in blocks as the samples come or a whole recording at once.
 *
 * <p>Nothing is clipped in silence: in integer formats, samples outside [-1, 1] are set to full
 * scale and counted; {@link SampleFormat#FLOAT32} keeps them. Integers are rounded to the nearest,
 * so a recording read from PCM and written to the same format is the same to the bit; the original
 * rounds down through its sound library. Owned by one thread at a time.
 */
public final class WavWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long LARGEST_RIFF = 0xFFFF_FFFEL;
  private static final int UNKNOWN = -1;

  private final Path file;
  private final FileChannel channel;
  private final WavFormat format;
  private final ByteBuffer buffer;
  private final int headerBytes;
  private long frames;
  private long clamped;

  private WavWriter(Path file, FileChannel channel, WavFormat format) throws IOException {
    this.file = file;
    this.channel = channel;
    this.format = format;
    int atOnce = Math.max(1, BUFFER_BYTES / format.frameBytes());
    this.buffer =
        ByteBuffer.allocateDirect(atOnce * format.frameBytes()).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer header = header(UNKNOWN);
    this.headerBytes = header.limit();
    writeFully(header, 0);
  }

  /**
   * Begins a file that grows as it is written. Until {@link #close} its header leaves the length
   * open, so that what is there can be played, also after a crash.
   *
   * @param file replaced if it exists
   * @param format how the samples are stored
   * @return a writer before the first frame
   * @throws AudioFileException if the file cannot be written
   */
  public static WavWriter open(Path file, WavFormat format) {
    FileChannel channel = null;
    WavWriter writer = null;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      writer = new WavWriter(file, channel, format);
      return writer;
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      if (channel != null && writer == null) {
        abandon(channel);
      }
    }
  }

  /**
   * Writes a recording with 16 bits a sample, as the original does.
   *
   * @param file replaced if it exists, by a file that is complete or not at all
   * @param waveform what to write
   * @return number of samples outside [-1, 1], which were set to full scale
   */
  public static long write(Path file, Waveform waveform) {
    return write(file, waveform, SampleFormat.PCM16);
  }

  /**
   * Writes a recording to a temporary file beside the target, which then replaces the target.
   *
   * @param file replaced if it exists, by a file that is complete or not at all
   * @param waveform what to write
   * @param samples how the samples are stored
   * @return number of samples outside [-1, 1], which were set to full scale; always 0 for floating
   *     point
   * @throws AudioFileException if the file cannot be written
   */
  public static long write(Path file, Waveform waveform, SampleFormat samples) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new AudioFileException(
          file, "this is not a regular file", "give the path of a file to write");
    }
    Path temporary =
        file.resolveSibling(
            ".%s.%s.part".formatted(file.getFileName(), Long.toHexString(System.nanoTime())));
    WavFormat format = new WavFormat(samples, waveform.channelCount(), waveform.rate());
    try {
      long clamped;
      try (WavWriter writer = open(temporary, format)) {
        writer.write(waveform.channels(), 0, waveform.samples());
        clamped = writer.clampedSamples();
      }
      moveOver(temporary, Files.exists(file) ? file.toRealPath() : file);
      return clamped;
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      deleteIfThere(temporary);
    }
  }

  /**
   * Appends frames.
   *
   * @param block samples, {@code [channels][samples]}, all finite
   * @param from first sample of the block to write
   * @param count number of frames to write
   * @throws IllegalArgumentException if the shape is wrong, or a sample is infinite or not a number
   */
  public void write(float[][] block, int from, int count) {
    requireBlock(block, from, count);
    long bytes = (frames + count) * format.frameBytes();
    if (bytes > LARGEST_RIFF - headerBytes) {
      throw new AudioFileException(
          file,
          "a WAV file holds at most 4 GiB, but this one would have %d bytes".formatted(bytes),
          "write the recording in parts or with fewer bits a sample");
    }
    int atOnce = buffer.capacity() / format.frameBytes();
    for (int done = 0; done < count; done += atOnce) {
      int part = Math.min(atOnce, count - done);
      buffer.clear();
      clamped += format.samples().encode(block, from + done, part, buffer);
      buffer.limit(part * format.frameBytes());
      try {
        writeFully(buffer, headerBytes + frames * format.frameBytes());
      } catch (IOException e) {
        throw unwritable(file, e);
      }
      frames += part;
    }
  }

  private void requireBlock(float[][] block, int from, int count) {
    if (block.length != format.channels()) {
      throw new IllegalArgumentException(
          "a block must have %d channel(s) as the file has, but had %d"
              .formatted(format.channels(), block.length));
    }
    for (int c = 0; c < block.length; c++) {
      if (from < 0 || count < 0 || from > block[c].length - count) {
        throw new IllegalArgumentException(
            "frames must lie within the %d samples of channel %d, but were [%d, %d)"
                .formatted(block[c].length, c, from, (long) from + count));
      }
      for (int i = from; i < from + count; i++) {
        if (!Float.isFinite(block[c][i])) {
          throw new IllegalArgumentException(
              "samples must be finite, but sample %d of channel %d was %s"
                  .formatted(frames + i - from, c, block[c][i]));
        }
      }
    }
  }

  /**
   * Returns the length so far.
   *
   * @return frames written
   */
  public long frames() {
    return frames;
  }

  /**
   * Returns how much was too loud for the format so far.
   *
   * @return samples outside [-1, 1] that were set to full scale
   */
  public long clampedSamples() {
    return clamped;
  }

  /** Completes the header and closes the file. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      long bytes = frames * format.frameBytes();
      if ((bytes & 1) == 1) {
        writeFully(ByteBuffer.allocate(1), headerBytes + bytes);
      }
      writeFully(header(bytes), 0);
      channel.force(true);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** The header; a negative number of bytes leaves the length open. */
  private ByteBuffer header(long dataBytes) {
    SampleFormat samples = format.samples();
    boolean extensible = format.channels() > 2; // the plain form is defined for two at most
    boolean plainPcm = !extensible && !samples.isFloatingPoint();
    int formatBytes = extensible ? WavTags.EXTENSIBLE_BYTES : plainPcm ? 16 : 18;
    int size = 12 + 8 + formatBytes + (plainPcm ? 0 : 12) + 8;
    long padded = dataBytes + (dataBytes & 1);
    ByteBuffer header = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    putId(header, "RIFF").putInt((int) (dataBytes < 0 ? UNKNOWN : size - 8 + padded));
    putId(putId(header, "WAVE"), "fmt ").putInt(formatBytes);
    int tag = WavTags.tag(samples);
    header.putShort((short) (extensible ? WavTags.EXTENSIBLE : tag));
    header.putShort((short) format.channels()).putInt(format.rate().hertz());
    header.putInt(format.rate().hertz() * format.frameBytes());
    header.putShort((short) format.frameBytes()).putShort((short) (8 * samples.bytes()));
    if (extensible) {
      // 22 more bytes: valid bits, no speaker assigned to a channel, encoding
      header.putShort((short) 22).putShort((short) (8 * samples.bytes())).putInt(0);
      WavTags.putSubFormat(header, tag);
    } else if (!plainPcm) {
      header.putShort((short) 0);
    }
    if (!plainPcm) {
      putId(header, "fact").putInt(4).putInt((int) (dataBytes < 0 ? UNKNOWN : frames));
    }
    putId(header, "data").putInt((int) (dataBytes < 0 ? UNKNOWN : dataBytes));
    return header.flip();
  }

  private static ByteBuffer putId(ByteBuffer header, String id) {
    for (int i = 0; i < id.length(); i++) {
      header.put((byte) id.charAt(i));
    }
    return header;
  }

  private void writeFully(ByteBuffer bytes, long position) throws IOException {
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  private static void moveOver(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void deleteIfThere(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // The recording is written or the failure is already being reported.
    }
  }

  private static void abandon(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The failure to open is already being reported.
    }
  }

  private static AudioFileException unwritable(Path file, IOException cause) {
    return new AudioFileException(
        file,
        "it cannot be written (" + cause + ")",
        "check that the directory exists, may be written, and has room",
        cause);
  }
}
