package org.jukebox4j.core.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.audio.SampleFormat;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;

/** Recordings for tests, and a listener that remembers what was left out. */
final class Recordings implements DatasetListener {
  static final SampleRate RATE = new SampleRate(1000);

  final List<String> skipped = new ArrayList<>();
  int examined;

  @Override
  public void onSkipped(String song, String reason) {
    skipped.add(song + ": " + reason);
  }

  @Override
  public void onExamined(int done, int total) {
    examined++;
  }

  /** Sample i of channel c is {@code (i % 1000) / 1000 * (c == 0 ? 1 : -1) * loudness}. */
  static Path ramp(Path file, int channels, int samples, float loudness) throws IOException {
    float[][] block = new float[channels][samples];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < samples; i++) {
        block[c][i] = (i % 1000) / 1000f * (c == 0 ? 1 : -1) * loudness;
      }
    }
    Files.createDirectories(file.getParent());
    WavWriter.write(file, new Waveform(block, RATE), SampleFormat.FLOAT32);
    return file;
  }

  static void metadata(Path folder, String... lines) throws IOException {
    Files.writeString(folder.resolve("metadata.jsonl"), String.join("\n", lines) + "\n");
  }
}
