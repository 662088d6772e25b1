package org.jukebox4j.core.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jukebox4j.core.audio.AudioFiles;
import org.jukebox4j.core.audio.MonoMixdown;
import org.jukebox4j.core.audio.Resampler;
import org.jukebox4j.core.audio.ResamplingStream;
import org.jukebox4j.core.audio.SampleFormat;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.WavFormat;
import org.jukebox4j.core.audio.WavReader;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;

/**
 * Brings a recording to the rate of the model, as WAV of one or two channels in float32, so that
 * tiles can be read from any place of it. WAV passes in blocks, in little memory; what another
 * reader decodes is held in memory as a whole.
 */
final class RecordingConversion {
  static final int MOST_CHANNELS = 2;

  private static final int BLOCK_FRAMES = 1 << 14;

  private RecordingConversion() {}

  /** Converts a recording; the target appears complete or not at all. */
  static void convert(Path source, Path target, SampleRate rate) throws IOException {
    Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      if (AudioFiles.isWav(source)) {
        try (WavReader reader = WavReader.open(source)) {
          stream(reader, temporary, rate);
        }
      } else {
        Waveform waveform = withFewChannels(AudioFiles.read(source));
        Waveform resampled = Resampler.between(waveform.rate(), rate).resample(waveform);
        WavWriter.write(temporary, resampled, SampleFormat.FLOAT32);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Waveform withFewChannels(Waveform waveform) {
    return waveform.channelCount() <= MOST_CHANNELS
        ? waveform
        : Waveform.mono(MonoMixdown.even().mix(waveform), waveform.rate());
  }

  private static void stream(WavReader reader, Path target, SampleRate rate) {
    Resampler resampler = Resampler.between(reader.format().rate(), rate);
    int channels = reader.format().channels() <= MOST_CHANNELS ? reader.format().channels() : 1;
    ResamplingStream[] streams = new ResamplingStream[channels];
    for (int channel = 0; channel < channels; channel++) {
      streams[channel] = resampler.open();
    }
    float[][] read = new float[reader.format().channels()][BLOCK_FRAMES];
    float[][] mixed = channels == read.length ? read : new float[channels][BLOCK_FRAMES];
    float[][] ready = new float[channels][];
    WavFormat format = new WavFormat(SampleFormat.FLOAT32, channels, rate);
    try (WavWriter writer = WavWriter.open(target, format)) {
      int frames;
      do {
        frames = reader.read(read);
        if (mixed != read) {
          MonoMixdown.even().mix(read, frames, mixed[0]);
        }
        for (int channel = 0; channel < channels; channel++) {
          ResamplingStream stream = streams[channel];
          ready[channel] = frames > 0 ? stream.push(mixed[channel], frames) : stream.finish();
        }
        writer.write(ready, 0, ready[0].length);
      } while (frames > 0);
    }
  }
}
