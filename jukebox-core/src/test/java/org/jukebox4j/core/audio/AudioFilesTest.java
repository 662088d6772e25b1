package org.jukebox4j.core.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AudioFilesTest {
  @TempDir private Path folder;

  @Test
  void wavIsKnownByContentAndNotByName() throws IOException {
    Path file = folder.resolve("song.mp3");
    Files.write(file, Files.readAllBytes(WavBytes.mono16(16384).sealed(folder)));

    assertThat(AudioFiles.read(file).channels()[0]).containsExactly(0.5f);
  }

  @Test
  void otherFormatsComeThroughTheServiceProviders() throws IOException {
    byte[] bigEndian = {0x40, 0, (byte) 0xC0, 0, 0x20, 0, (byte) 0x80, 0};
    AudioFormat format = new AudioFormat(22_050, 16, 2, true, true);
    Path file = folder.resolve("song.aiff");
    AudioInputStream stream =
        new AudioInputStream(new ByteArrayInputStream(bigEndian), format, bigEndian.length / 4);
    AudioSystem.write(stream, AudioFileFormat.Type.AIFF, file.toFile());

    Waveform read = AudioFiles.read(file);

    assertThat(read.rate()).isEqualTo(new SampleRate(22_050));
    assertThat(read.channels()).isDeepEqualTo(new float[][] {{0.5f, 0.25f}, {-0.5f, -1}});
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24, 32})
  void integersFromProvidersAreFullScaleAtOne(int bits) throws IOException {
    byte[] bigEndian = new byte[2 * bits / 8];
    bigEndian[0] = 0x40;
    bigEndian[bits / 8] = (byte) 0x80;
    AudioFormat format = new AudioFormat(8000, bits, 1, true, true);
    Path file = folder.resolve("song.au");
    AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(bigEndian), format, 2);
    AudioSystem.write(stream, AudioFileFormat.Type.AU, file.toFile());

    assertThat(AudioFiles.read(file).channels()[0]).containsExactly(0.5f, -1);
  }

  @Test
  void longRecordingsFromProvidersAreReadToTheEnd() throws IOException {
    byte[] bytes = new byte[2 * 100_000];
    bytes[199_998] = 0x40;
    AudioFormat format = new AudioFormat(22_050, 16, 1, true, true);
    Path file = folder.resolve("song.au");
    AudioInputStream stream =
        new AudioInputStream(new ByteArrayInputStream(bytes), format, 100_000);
    AudioSystem.write(stream, AudioFileFormat.Type.AU, file.toFile());

    Waveform read = AudioFiles.read(file);

    assertThat(read.samples()).isEqualTo(100_000);
    assertThat(read.channels()[0][99_999]).isEqualTo(0.5f);
  }

  @Test
  void anUnknownFormatIsToldWhatToDo() throws IOException {
    Path file = folder.resolve("song.ogg");
    Files.writeString(file, "OggS and something that is no sound");

    assertThatThrownBy(() -> AudioFiles.read(file))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("song.ogg: ")
        .hasMessageContaining("service provider")
        .hasMessageContaining("convert it");
  }

  @Test
  void missingAndEmptyFilesAreNamed() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.wav"));

    assertThatThrownBy(() -> AudioFiles.read(folder.resolve("no.wav")))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("no.wav: there is no such file");
    assertThatThrownBy(() -> AudioFiles.read(empty))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("empty.wav: it is empty");
    assertThatThrownBy(() -> AudioFiles.read(folder)).isInstanceOf(AudioFileException.class);
  }

  @Test
  void aCutWavFileIsReportedAsSuch() throws IOException {
    Path file = Files.writeString(folder.resolve("cut.wav"), "RIFF12");

    assertThatThrownBy(() -> AudioFiles.read(file))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("it has 6 bytes");
  }

  @Test
  void stereoAtEightKilohertzBecomesMonoAtTheModelsRate() {
    Path file = folder.resolve("phone.wav");
    float[] sine = Signals.sine(440, 8000, 4000);
    float[] silence = new float[4000];
    Waveform stereo = new Waveform(new float[][] {sine, silence}, new SampleRate(8000));
    WavWriter.write(file, stereo, SampleFormat.FLOAT32);

    float[] mono = AudioFiles.readMono(file, SampleRate.CD);

    assertThat(mono).hasSize(22_050);
    assertThat(Signals.fit(mono, 440, 44_100).gain())
        .isCloseTo(Signals.decibels(0.5), offset(0.01));
  }

  @Test
  void theBeginningOfARecordingIsThatOfTheWhole() {
    Path file = folder.resolve("long.wav");
    Waveform stereo = new Waveform(Signals.noise(2, 60_000, 7), new SampleRate(48_000));
    WavWriter.write(file, stereo, SampleFormat.FLOAT32);
    float[] mixed = MonoMixdown.even().mix(stereo);
    float[] expected = Resampler.between(stereo.rate(), SampleRate.CD).resample(mixed);

    assertThat(AudioFiles.readMono(file, SampleRate.CD)).isEqualTo(expected);
    for (int length : new int[] {0, 1, 20_000, 55_124, 55_125}) {
      assertThat(AudioFiles.readMono(file, SampleRate.CD, length))
          .isEqualTo(Arrays.copyOf(expected, length));
    }
    assertThat(AudioFiles.readMono(file, new SampleRate(48_000))).isEqualTo(mixed);
    assertThatThrownBy(() -> AudioFiles.readMono(file, SampleRate.CD, -1))
        .hasMessage("mostSamples must be at least 0, but was -1");
  }
}
