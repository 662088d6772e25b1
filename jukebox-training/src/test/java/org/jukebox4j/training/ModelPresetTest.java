package org.jukebox4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jukebox4j.core.audio.SampleFormat;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.dataset.Dataset;
import org.jukebox4j.core.dataset.DatasetListener;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.PriorConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ModelPresetTest {
  private static final int SECONDS = 8;

  private Dataset dataset;

  @BeforeAll
  void recordNoise(@TempDir Path folder) throws IOException {
    Path recordings = Files.createDirectory(folder.resolve("recordings"));
    float[] samples = new float[SECONDS * ModelPreset.MINI.sampleRate().hertz()];
    Random random = new Random(1);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.1f * (float) random.nextGaussian();
    }
    WavWriter.write(
        recordings.resolve("noise.wav"),
        Waveform.mono(samples, ModelPreset.MINI.sampleRate()),
        SampleFormat.PCM16);
    Files.writeString(
        recordings.resolve("metadata.jsonl"),
        "{\"file\": \"noise.wav\", \"artist\": \"a\", \"genre\": \"g\", \"lyrics\": \"la\"}\n");
    dataset =
        Dataset.open(
            recordings,
            folder.resolve("cache"),
            ModelPreset.MINI.sampleRate(),
            DatasetListener.SILENT);
  }

  @ParameterizedTest
  @CsvSource({
    "MINI, NONE, 480, 24",
    "MINI, SEPARATE, 480, 24",
    "MINI, SHARED, 480, 24",
    "TINY, NONE, 256, 16",
    "TINY, SEPARATE, 256, 16",
    "TINY, SHARED, 256, 16"
  })
  void everyPresetDescribesATopPriorOfEveryKind(
      ModelPreset preset, ModelPreset.Lyrics lyrics, int context, int rows) {
    PriorConfig top = preset.describe("test", dataset, lyrics).prior(Level.TOP);

    assertThat(top.codes().contextLength()).isEqualTo(context);
    assertThat(top.transformer().attention().blocks()).isEqualTo(rows);
    // With lyrics in the same transformer, rows hold these too.
    int sequence = context + (lyrics == ModelPreset.Lyrics.SHARED ? top.lyrics().tokens() : 0);
    assertThat(sequence % rows).isZero();
  }
}
