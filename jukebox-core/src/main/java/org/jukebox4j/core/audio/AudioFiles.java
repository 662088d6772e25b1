package org.jukebox4j.core.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads recordings of any kind: WAV by this project's own reader, recognised by content and not by
 * name, and everything else through the {@code javax.sound.sampled} service providers on the class
 * path. The JDK brings AIFF and AU; MP3, Ogg Vorbis or FLAC need a provider of the user's choice.
 */
public final class AudioFiles {
  private static final int MAGIC_BYTES = 12;
  private static final int BLOCK_FRAMES = 1 << 14;

  private AudioFiles() {}

  /**
   * Reads a whole recording.
   *
   * @param file a recording
   * @return its samples, at the rate and with the channels that it has
   * @throws AudioFileException if the file is missing, damaged, too large, or no reader knows it
   */
  public static Waveform read(Path file) {
    return isWav(magic(file)) ? WavReader.read(file) : SoundServiceReader.read(file);
  }

  /**
   * Reads a whole recording as a model hears it: the mean of the channels at the model's rate.
   *
   * @param file a recording
   * @param rate the rate of the model
   * @return {@code [samples]}
   * @throws AudioFileException as {@link #read}
   */
  public static float[] readMono(Path file, SampleRate rate) {
    return readMono(file, rate, Long.MAX_VALUE);
  }

  /**
   * Reads the beginning of a recording as a model hears it. Of a WAV file only this part is read.
   *
   * @param file a recording
   * @param rate the rate of the model
   * @param mostSamples longest result, in samples at that rate
   * @return the first samples of what {@link #readMono(Path, SampleRate)} gives
   * @throws AudioFileException as {@link #read}
   */
  public static float[] readMono(Path file, SampleRate rate, long mostSamples) {
    if (mostSamples < 0) {
      throw new IllegalArgumentException("mostSamples must be at least 0, but was " + mostSamples);
    }
    if (isWav(magic(file))) {
      try (WavReader reader = WavReader.open(file)) {
        return streamMono(file, reader, rate, mostSamples);
      }
    }
    Waveform waveform = SoundServiceReader.read(file);
    float[] mono = MonoMixdown.even().mix(waveform);
    float[] resampled = Resampler.between(waveform.rate(), rate).resample(mono);
    return Arrays.copyOf(resampled, (int) Math.min(mostSamples, resampled.length));
  }

  /**
   * Tells whether a file is WAV, which {@link WavReader} reads from any place, by its content.
   *
   * @param file a recording
   * @return true for WAV; anything else has to be read from its beginning
   * @throws AudioFileException if the file is missing, empty or cannot be read
   */
  public static boolean isWav(Path file) {
    return isWav(magic(file));
  }

  private static float[] streamMono(
      Path file, WavReader reader, SampleRate rate, long mostSamples) {
    Resampler resampler = Resampler.between(reader.format().rate(), rate);
    long length = Math.min(mostSamples, resampler.outputLength(reader.frames()));
    float[] result = SampleMemory.allocate(file, 1, length)[0];
    float[][] block = new float[reader.format().channels()][BLOCK_FRAMES];
    float[] mono = new float[BLOCK_FRAMES];
    ResamplingStream stream = resampler.open();
    int filled = 0;
    while (filled < result.length) {
      int frames = reader.read(block);
      MonoMixdown.even().mix(block, frames, mono);
      float[] ready = frames > 0 ? stream.push(mono, frames) : stream.finish();
      int taken = Math.min(ready.length, result.length - filled);
      System.arraycopy(ready, 0, result, filled, taken);
      filled += taken;
    }
    return result;
  }

  private static String magic(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new AudioFileException(
          file,
          Files.exists(file) ? "this is not a regular file" : "there is no such file",
          "give the path of a recording");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(MAGIC_BYTES);
      if (magic.length == 0) {
        throw new AudioFileException(file, "it is empty", "give a recording with sound in it");
      }
      return new String(magic, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AudioFileException(
          file, "it cannot be read (" + e + ")", "check its permissions", e);
    }
  }

  /** Also true for a WAV file cut short in its first bytes, so that its message is about that. */
  private static boolean isWav(String magic) {
    return magic.startsWith("RIFF") && (magic.length() < MAGIC_BYTES || magic.endsWith("WAVE"))
        || magic.startsWith("RIFX")
        || magic.startsWith("RF64");
  }
}
