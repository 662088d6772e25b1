package org.jukebox4j.core.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a WAV file: PCM of 8, 16, 24 or 32 bits or IEEE float of 32 or 64 bits, plain or
 * WAVE_FORMAT_EXTENSIBLE, RIFF or RF64, with any number of channels up to {@value
 * WavFormat#MOST_CHANNELS}.
 *
 * <p>Frames come in blocks, so a recording of any length needs little memory; {@link #read(Path)}
 * reads a whole one. Chunks other than the format and the samples are skipped. Where the header
 * leaves the number of samples open, as programs that write to a pipe do, they reach to the end of
 * the file. Owned by one thread at a time.
 */
public final class WavReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final WavHeader header;
  private final ByteBuffer buffer;
  private long position;

  private WavReader(Path file, FileChannel channel, WavHeader header) {
    this.file = file;
    this.channel = channel;
    this.header = header;
    int frameBytes = header.format().frameBytes();
    long atOnce = Math.min(header.frames(), BUFFER_BYTES / frameBytes);
    int bytes = (int) Math.max(1, atOnce) * frameBytes;
    this.buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Opens a file and reads its header.
   *
   * @param file a WAV file
   * @return a reader before the first frame
   * @throws AudioFileException if the file is missing, damaged or of an unsupported kind
   */
  public static WavReader open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new AudioFileException(
          file,
          Files.exists(file) ? "this is not a regular file" : "there is no such file",
          "give the path of a recording");
    }
    FileChannel channel = null;
    WavReader reader = null;
    try {
      channel = FileChannel.open(file);
      reader = new WavReader(file, channel, new WavHeaderParser(file, channel).parse());
      return reader;
    } catch (IOException e) {
      throw unreadable(file, e);
    } finally {
      if (channel != null && reader == null) {
        closeQuietly(channel);
      }
    }
  }

  /**
   * Reads a whole file.
   *
   * @param file a WAV file
   * @return all of its samples
   * @throws AudioFileException as {@link #open} and {@link #read(float[][])}, or if the recording
   *     does not fit in memory
   */
  public static Waveform read(Path file) {
    try (WavReader reader = open(file)) {
      float[][] samples = SampleMemory.allocate(file, reader.format().channels(), reader.frames());
      reader.fill(samples, samples[0].length);
      return new Waveform(samples, reader.format().rate());
    }
  }

  /**
   * Returns what the file holds.
   *
   * @return the format
   */
  public WavFormat format() {
    return header.format();
  }

  /**
   * Returns the length of the recording.
   *
   * @return frames from the first to the last
   */
  public long frames() {
    return header.frames();
  }

  /**
   * Returns the frame that the next read begins with.
   *
   * @return frames read or skipped so far
   */
  public long position() {
    return position;
  }

  /**
   * Goes on reading at another frame.
   *
   * @param frame from 0 to {@link #frames()}
   */
  public void seek(long frame) {
    if (frame < 0 || frame > frames()) {
      throw new IllegalArgumentException(
          "frame must be between 0 and %d, but was %d".formatted(frames(), frame));
    }
    position = frame;
  }

  /**
   * Reads the next frames.
   *
   * @param block receives samples, {@code [channels][samples]}; integers at full scale are in [-1,
   *     1), floating point samples are given as they are
   * @return frames read: the length of the block, fewer before the end, 0 at the end
   * @throws AudioFileException if the file cannot be read, or a sample is infinite or not a number
   */
  public int read(float[][] block) {
    if (block.length != format().channels()) {
      throw new IllegalArgumentException(
          "a block must have %d channel(s) as the file has, but had %d"
              .formatted(format().channels(), block.length));
    }
    int room = block[0].length;
    for (float[] samples : block) {
      room = Math.min(room, samples.length);
    }
    int count = (int) Math.min(room, frames() - position);
    fill(block, count);
    return count;
  }

  private void fill(float[][] block, int count) {
    int frameBytes = format().frameBytes();
    int atOnce = buffer.capacity() / frameBytes;
    for (int done = 0; done < count; ) {
      int frames = Math.min(atOnce, count - done);
      load(frames * frameBytes);
      format().samples().decode(buffer, block, done, frames);
      if (format().samples().isFloatingPoint()) {
        requireFinite(block, done, frames);
      }
      done += frames;
      position += frames;
    }
  }

  private void load(int bytes) {
    buffer.clear().limit(bytes);
    long from = header.dataStart() + position * format().frameBytes();
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, from + buffer.position()) < 0) {
          throw new AudioFileException(
              file, "it became shorter while being read", "read it when nobody writes it");
        }
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void requireFinite(float[][] block, int from, int frames) {
    for (int c = 0; c < block.length; c++) {
      for (int i = from; i < from + frames; i++) {
        if (!Float.isFinite(block[c][i])) {
          throw new AudioFileException(
              file,
              "sample %d of channel %d is %s".formatted(position + i - from, c, block[c][i]),
              "samples must be finite numbers: write the recording again");
        }
      }
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Everything that was asked for has been read: a failing close loses nothing.
    }
  }

  private static AudioFileException unreadable(Path file, IOException cause) {
    String problem =
        cause instanceof NoSuchFileException
            ? "there is no such file"
            : "it cannot be read (" + cause + ")";
    return new AudioFileException(file, problem, "check the path and its permissions", cause);
  }
}
