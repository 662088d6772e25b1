package org.jukebox4j.core.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WavWriterTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBackWithinHalfAStep(SampleFormat format) {
    double step = format.isFloatingPoint() ? 0 : Math.pow(2, 1 - 8 * format.bytes());
    // float32 itself is coarser than 32-bit integers
    double allowed = format == SampleFormat.PCM32 ? 0x1p-25 : step / 2;
    for (int channels : new int[] {1, 2, 3, 6}) {
      float[][] noise = Signals.noise(channels, 12_345, channels);
      clipTo(noise, (float) (1 - step));
      Path file = folder.resolve("noise.wav");

      long clamped = WavWriter.write(file, new Waveform(noise, new SampleRate(22_050)), format);
      Waveform read = WavReader.read(file);

      assertThat(clamped).isZero();
      assertThat(read.rate()).isEqualTo(new SampleRate(22_050));
      assertThat(read.channelCount()).isEqualTo(channels);
      assertThat(read.samples()).isEqualTo(12_345);
      assertThat(largestDifference(read.channels(), noise)).isLessThanOrEqualTo(allowed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readingAndWritingAgainGivesTheSameBytes(SampleFormat format) throws IOException {
    Path first = folder.resolve("first.wav");
    Path second = folder.resolve("second.wav");
    WavWriter.write(first, new Waveform(Signals.noise(2, 5001, 3), SampleRate.CD), format);

    WavWriter.write(second, WavReader.read(first), format);

    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void sixteenBitsRoundToTheNearest() throws IOException {
    float step = 1 / 32768f;
    Waveform waveform = mono(0.4f * step, 0.6f * step, -0.4f * step, -0.6f * step, 1, -1);
    Path file = folder.resolve("steps.wav");

    WavWriter.write(file, waveform);

    assertThat(data16(file)).containsExactly(0, 1, 0, -1, 32767, -32768);
  }

  @Test
  void samplesBeyondFullScaleAreClampedAndCounted() throws IOException {
    Waveform loud = mono(1.5f, -7, 1, -1, 0.25f);

    for (SampleFormat format : SampleFormat.values()) {
      Path file = folder.resolve(format + ".wav");
      long clamped = WavWriter.write(file, loud, format);
      float[] read = WavReader.read(file).channels()[0];

      if (format.isFloatingPoint()) {
        assertThat(clamped).as(format.name()).isZero();
        assertThat(read).containsExactly(1.5f, -7, 1, -1, 0.25f);
      } else {
        assertThat(clamped).as(format.name()).isEqualTo(2);
        assertThat(read[0]).as(format.name()).isEqualTo(read[2]).isGreaterThan(0.99f);
        assertThat(read[1]).as(format.name()).isEqualTo(-1);
      }
    }
  }

  @Test
  void blocksGiveTheBytesOfTheWhole() throws IOException {
    float[][] noise = Signals.noise(3, 50_000, 8);
    Path whole = folder.resolve("whole.wav");
    Path streamed = folder.resolve("streamed.wav");
    WavWriter.write(whole, new Waveform(noise, SampleRate.CD), SampleFormat.PCM24);

    WavFormat format = new WavFormat(SampleFormat.PCM24, 3, SampleRate.CD);
    try (WavWriter writer = WavWriter.open(streamed, format)) {
      for (int from = 0; from < 50_000; from += 777) {
        writer.write(noise, from, Math.min(777, 50_000 - from));
      }
      assertThat(writer.frames()).isEqualTo(50_000);
    }

    assertThat(streamed).hasSameBinaryContentAs(whole);
  }

  @Test
  void anUnfinishedStreamCanBeReadAlready() {
    Path file = folder.resolve("growing.wav");
    WavFormat format = new WavFormat(SampleFormat.FLOAT32, 1, SampleRate.CD);
    try (WavWriter writer = WavWriter.open(file, format)) {
      writer.write(new float[][] {{0.5f, 2}}, 0, 2);

      assertThat(WavReader.read(file).channels()[0]).containsExactly(0.5f, 2);
    }
    assertThat(WavReader.read(file).channels()[0]).containsExactly(0.5f, 2);
  }

  @ParameterizedTest
  @EnumSource
  void theJdkReadsTheSameFormat(SampleFormat format) throws Exception {
    Path file = folder.resolve("jdk.wav");
    WavWriter.write(file, new Waveform(Signals.noise(2, 101, 1), SampleRate.CD), format);

    AudioFormat seen = AudioSystem.getAudioFileFormat(file.toFile()).getFormat();

    assertThat(seen.getSampleSizeInBits()).isEqualTo(8 * format.bytes());
    assertThat(seen.getChannels()).isEqualTo(2);
    assertThat(seen.getSampleRate()).isEqualTo(44_100);
    assertThat(AudioSystem.getAudioFileFormat(file.toFile()).getFrameLength()).isEqualTo(101);
  }

  @Test
  void aSampleThatIsNoNumberIsRefusedAndLeavesNoFile() throws IOException {
    Path file = folder.resolve("nan.wav");

    assertThatThrownBy(() -> WavWriter.write(file, mono(0, Float.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples must be finite, but sample 1 of channel 0 was NaN");

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aTargetIsReplacedAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("song.wav");
    Files.writeString(file, "old");

    WavWriter.write(file, mono(0.5f));

    assertThat(WavReader.read(file).channels()[0]).containsExactly(0.5f);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.toList()).isEqualTo(List.of(file));
    }
  }

  @Test
  void anUnwritablePlaceIsNamed() {
    Path nowhere = folder.resolve("missing").resolve("song.wav");

    assertThatThrownBy(() -> WavWriter.write(nowhere, mono(0)))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("check that the directory exists");
    assertThatThrownBy(() -> WavWriter.write(folder, mono(0)))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("not a regular file");
  }

  @Test
  void wrongBlocksAreRefused() {
    WavFormat format = new WavFormat(SampleFormat.PCM16, 2, SampleRate.CD);
    try (WavWriter writer = WavWriter.open(folder.resolve("blocks.wav"), format)) {
      assertThatThrownBy(() -> writer.write(new float[1][5], 0, 5))
          .hasMessage("a block must have 2 channel(s) as the file has, but had 1");
      assertThatThrownBy(() -> writer.write(new float[2][5], 3, 3))
          .hasMessage("frames must lie within the 5 samples of channel 0, but were [3, 6)");
    }
    assertThatThrownBy(() -> new WavFormat(SampleFormat.PCM16, 0, SampleRate.CD))
        .hasMessage("channels must be between 1 and 256, but was 0");
  }

  private static void clipTo(float[][] samples, float limit) {
    for (float[] channel : samples) {
      for (int i = 0; i < channel.length; i++) {
        channel[i] = Math.min(limit, channel[i]);
      }
    }
  }

  private static double largestDifference(float[][] actual, float[][] expected) {
    double largest = 0;
    for (int c = 0; c < expected.length; c++) {
      for (int i = 0; i < expected[c].length; i++) {
        largest = Math.max(largest, Math.abs((double) actual[c][i] - expected[c][i]));
      }
    }
    return largest;
  }

  private static Waveform mono(float... samples) {
    return Waveform.mono(samples, SampleRate.CD);
  }

  private static int[] data16(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 36, 4, StandardCharsets.US_ASCII)).isEqualTo("data");
    ByteBuffer data = ByteBuffer.wrap(bytes, 44, bytes.length - 44).order(ByteOrder.LITTLE_ENDIAN);
    int[] samples = new int[data.remaining() / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = data.getShort();
    }
    return samples;
  }
}
