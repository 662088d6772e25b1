package org.jukebox4j.core.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Reads a recording through the {@code javax.sound.sampled} service providers. */
final class SoundServiceReader {
  private static final int FRAMES_AT_ONCE = 1 << 14;

  private SoundServiceReader() {}

  static Waveform read(Path file) {
    try (AudioInputStream stored = AudioSystem.getAudioInputStream(file.toFile());
        AudioInputStream decoded = AudioSystem.getAudioInputStream(target(file, stored), stored)) {
      return drain(file, decoded, wanted(stored.getFormat()));
    } catch (UnsupportedAudioFileException e) {
      throw new AudioFileException(
          file,
          "it is neither a WAV file nor known to a javax.sound.sampled service provider",
          "put a provider for its format on the class path, for example the mp3spi jar with its dependencies for MP3, or convert it: 'ffmpeg -i IN out.wav'",
          e);
    } catch (IOException e) {
      throw damaged(file, e);
    } catch (AudioFileException e) {
      throw e;
    } catch (RuntimeException e) {
      // Providers differ in what they throw at a damaged file.
      throw damaged(file, e);
    }
  }

  private static AudioFormat target(Path file, AudioInputStream stored) {
    AudioFormat format = stored.getFormat();
    int channels = format.getChannels();
    float hertz = format.getSampleRate();
    if (channels < 1
        || channels > WavFormat.MOST_CHANNELS
        || !SampleRate.isValid(Math.round(hertz))) {
      throw new AudioFileException(
          file,
          "it says %d channel(s) at %s Hz".formatted(channels, hertz),
          "convert it: 'ffmpeg -i IN out.wav'");
    }
    SampleFormat samples = wanted(format);
    Encoding encoding =
        switch (samples) {
          case PCM8 -> Encoding.PCM_UNSIGNED;
          case PCM16, PCM24, PCM32 -> Encoding.PCM_SIGNED;
          case FLOAT32, FLOAT64 -> Encoding.PCM_FLOAT;
        };
    int frame = samples.bytes() * channels;
    return new AudioFormat(encoding, hertz, 8 * samples.bytes(), channels, frame, hertz, false);
  }

  /**
   * Integers stay as they are, since the JDK's own conversion to float would not give full scale at
   * 1; compressed formats become 16 bits, as their decoders offer no other.
   */
  private static SampleFormat wanted(AudioFormat stored) {
    Encoding encoding = stored.getEncoding();
    if (encoding.equals(Encoding.PCM_FLOAT)) {
      return SampleFormat.FLOAT32;
    }
    if (encoding.equals(Encoding.PCM_SIGNED) || encoding.equals(Encoding.PCM_UNSIGNED)) {
      return switch (stored.getSampleSizeInBits()) {
        case 8 -> SampleFormat.PCM8;
        case 24 -> SampleFormat.PCM24;
        case 32 -> SampleFormat.PCM32;
        default -> SampleFormat.PCM16;
      };
    }
    return SampleFormat.PCM16;
  }

  private static Waveform drain(Path file, AudioInputStream decoded, SampleFormat samples)
      throws IOException {
    AudioFormat format = decoded.getFormat();
    int channels = format.getChannels();
    byte[] bytes = new byte[FRAMES_AT_ONCE * channels * samples.bytes()];
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[][] whole = new float[channels][FRAMES_AT_ONCE];
    int length = 0;
    while (true) {
      int frames = decoded.readNBytes(bytes, 0, bytes.length) / (channels * samples.bytes());
      if (frames == 0) {
        break;
      }
      if (length + frames > whole[0].length) {
        grow(file, whole, 2L * whole[0].length);
      }
      samples.decode(view, whole, length, frames);
      requireFinite(file, whole, length, frames);
      length += frames;
    }
    for (int channel = 0; channel < channels; channel++) {
      whole[channel] = Arrays.copyOf(whole[channel], length);
    }
    return new Waveform(whole, new SampleRate(Math.round(format.getSampleRate())));
  }

  private static void grow(Path file, float[][] whole, long length) {
    float[][] larger = SampleMemory.allocate(file, whole.length, length);
    for (int channel = 0; channel < whole.length; channel++) {
      System.arraycopy(whole[channel], 0, larger[channel], 0, whole[channel].length);
      whole[channel] = larger[channel];
    }
  }

  private static void requireFinite(Path file, float[][] samples, int from, int frames) {
    for (float[] channel : samples) {
      for (int i = from; i < from + frames; i++) {
        if (!Float.isFinite(channel[i])) {
          throw new AudioFileException(
              file, "sample %d is %s".formatted(i, channel[i]), "convert the recording again");
        }
      }
    }
  }

  private static AudioFileException damaged(Path file, Exception cause) {
    return new AudioFileException(
        file,
        "its service provider cannot read it (" + cause + ")",
        "the file may be damaged; convert it: 'ffmpeg -i IN out.wav'",
        cause);
  }
}
