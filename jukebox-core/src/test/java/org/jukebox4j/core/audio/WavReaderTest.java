package org.jukebox4j.core.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WavReaderTest {
  @TempDir private Path folder;

  @Test
  void sixteenBitsAreFullScaleAtOne() throws IOException {
    Waveform read = WavReader.read(WavBytes.mono16(0, 16384, -32768, 32767).sealed(folder));

    assertThat(read.rate()).isEqualTo(new SampleRate(8000));
    assertThat(read.channels()).isDeepEqualTo(new float[][] {{0, 0.5f, -1, 32767 / 32768f}});
  }

  @Test
  void eightBitsAreUnsigned() throws IOException {
    Path file = WavBytes.riff().format(1, 1, 8000, 8).chunk("data", 128, 0, 255).sealed(folder);

    assertThat(WavReader.read(file).channels()[0]).containsExactly(0, -1, 127 / 128f);
  }

  @Test
  void twentyFourBitsKeepTheirSign() throws IOException {
    Path file =
        WavBytes.riff()
            .format(1, 1, 8000, 24)
            .chunk("data", 0, 0, 0x80, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0x40)
            .sealed(folder);

    assertThat(WavReader.read(file).channels()[0])
        .containsExactly(-1, 8388607 / 8388608f, -1 / 8388608f, 0.5f);
  }

  @Test
  void channelsAreTakenApart() throws IOException {
    Path file =
        WavBytes.riff()
            .format(1, 3, 8000, 16)
            .data16(1 << 14, 2 << 13, 3 << 12, -1 << 14, 0, 0)
            .sealed(folder);

    assertThat(WavReader.read(file).channels())
        .isDeepEqualTo(new float[][] {{0.5f, -0.5f}, {0.5f, 0}, {0.375f, 0}});
  }

  @Test
  void unknownChunksOfOddLengthAreSkippedWithTheirPadding() throws IOException {
    Path file =
        WavBytes.riff()
            .chunk("LIST", 1, 2, 3)
            .format(1, 1, 8000, 16)
            .chunk("junk", 9)
            .chunk("none")
            .data16(16384)
            .chunk("id3 ", 1, 2)
            .sealed(folder);

    assertThat(WavReader.read(file).channels()[0]).containsExactly(0.5f);
  }

  @Test
  void extensibleFormatIsThatOfItsSubFormat() throws IOException {
    Path file =
        WavBytes.riff()
            .ascii("fmt ")
            .int32(40)
            .append16s(0xFFFE, 1)
            .int32(8000)
            .int32(32000)
            .append16s(4, 32, 22, 32)
            .int32(0)
            .append16s(3, 0, 0, 16, 128, 0xAA00, 0x3800, 0x719B)
            .ascii("data")
            .int32(4)
            .int32(Float.floatToIntBits(1.5f))
            .sealed(folder);

    assertThat(WavReader.read(file).channels()[0]).containsExactly(1.5f);
  }

  @Test
  void longSizesOfRf64AreUsed() throws IOException {
    Path file =
        new WavBytes()
            .ascii("RF64")
            .int32(-1)
            .ascii("WAVE")
            .ascii("ds64")
            .int32(28)
            .int64(0)
            .int64(4)
            .int64(2)
            .int32(0)
            .format(1, 1, 8000, 16)
            .ascii("data")
            .int32(-1)
            .append16s(16384, -16384)
            .chunk("more", 1, 2)
            .as(folder);

    assertThat(WavReader.read(file).channels()[0]).containsExactly(0.5f, -0.5f);
  }

  @Test
  void openLengthsReachToTheEndOfTheFile() throws IOException {
    for (long size : new long[] {0, 0xFFFF_FFFFL, 0x7FFF_FFFFL, 0x7FFF_F024L}) {
      Path file = WavBytes.mono16(1, 2, 3, 4).int8(7).put32(4, -1).put32(40, size).as(folder);

      assertThat(WavReader.read(file).samples()).as("data size " + size).isEqualTo(4);
    }
  }

  @Test
  void aRecordingOfNoLengthIsRead() throws IOException {
    Path file = WavBytes.mono16().chunk("LIST", 1, 2, 3, 4).sealed(folder);

    assertThat(WavReader.read(file).samples()).isZero();
  }

  @Test
  void blocksGiveWhatTheWholeFileGives() throws IOException {
    float[][] noise = Signals.noise(2, 70_001, 5);
    Path file = folder.resolve("noise.wav");
    WavWriter.write(file, new Waveform(noise, SampleRate.CD), SampleFormat.PCM24);
    float[][] whole = WavReader.read(file).channels();

    try (WavReader reader = WavReader.open(file)) {
      float[][] block = new float[2][997];
      int position = 0;
      int count;
      while ((count = reader.read(block)) > 0) {
        for (int c = 0; c < 2; c++) {
          for (int i = 0; i < count; i++) {
            assertThat(block[c][i]).isEqualTo(whole[c][position + i]);
          }
        }
        position += count;
      }
      assertThat(position).isEqualTo(70_001);
      reader.seek(70_000);
      assertThat(reader.read(block)).isEqualTo(1);
      assertThat(block[1][0]).isEqualTo(whole[1][70_000]);
    }
  }

  @Test
  void aFileThatBecomesShorterIsReported() throws IOException {
    Path file = WavBytes.mono16(new int[1000]).sealed(folder);
    try (WavReader reader = WavReader.open(file)) {
      try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
        cut.setLength(100);
      }

      assertThatThrownBy(() -> reader.read(new float[1][1000]))
          .isInstanceOf(AudioFileException.class)
          .hasMessageContaining("became shorter");
    }
  }

  @Test
  void samplesThatAreNoNumbersAreRefused() throws IOException {
    Path file =
        WavBytes.riff()
            .format(3, 2, 8000, 32)
            .ascii("data")
            .int32(16)
            .int64(0)
            .int32(0)
            .int32(Float.floatToIntBits(Float.NaN))
            .sealed(folder);

    assertThatThrownBy(() -> WavReader.read(file))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("sample 1 of channel 1 is NaN");
  }

  @Test
  void aBlockOfOtherChannelsIsRefused() throws IOException {
    try (WavReader reader = WavReader.open(WavBytes.mono16(1, 2).sealed(folder))) {
      assertThatThrownBy(() -> reader.read(new float[2][8]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a block must have 1 channel(s) as the file has, but had 2");
      assertThatThrownBy(() -> reader.seek(3))
          .hasMessage("frame must be between 0 and 2, but was 3");
    }
  }

  @Test
  void aMissingFileAndADirectoryAreNamed() {
    assertThatThrownBy(() -> WavReader.open(folder.resolve("absent.wav")))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("absent.wav: there is no such file");
    assertThatThrownBy(() -> WavReader.open(folder))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("not a regular file");
  }
}
