package org.jukebox4j.core.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are wrong: all end in the one exception, quickly and with little memory. */
final class WavHeaderParserTest {
  private static final Duration QUICK = Duration.ofSeconds(5);
  private static final int ROUNDS = 1500;

  @TempDir private Path folder;

  @Test
  void aFileCutAtAnyByteIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(WavBytes.mono16(1, 2, 3, 4).sealed(folder));

    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> WavReader.read(cut))
          .as("cut at byte " + length)
          .isInstanceOf(AudioFileException.class)
          .hasMessageContaining("cut.wav: ");
    }
  }

  @Test
  void everyMisstatementHasItsMessage() throws IOException {
    refused(
        WavBytes.mono16(1).put16(22, 0),
        "channels must be between 1 and 256, but the header says 0");
    refused(WavBytes.mono16(1).put16(22, 0xFFFF), "the header says 65535");
    refused(WavBytes.mono16(1).put32(24, 0), "the header says 0 Hz");
    refused(WavBytes.mono16(1).put32(24, -1), "the header says 4294967295 Hz");
    refused(WavBytes.mono16(1).put16(34, 12), "encoding 0x0001 with 12 bits");
    refused(WavBytes.mono16(1).put16(34, 0), "encoding 0x0001 with 0 bits");
    refused(WavBytes.mono16(1).put16(20, 0x55), "encoding 0x0055");
    refused(WavBytes.mono16(1).put16(20, 0xFFFE), "encoding 0xfffe");
    refused(WavBytes.mono16(1).put16(32, 4), "has 2 bytes, but the header says 4");
    refused(WavBytes.mono16(1).put32(16, 2), "the fmt chunk has 2 bytes, the least is 16");
    refused(WavBytes.mono16(1).put32(16, 1 << 30), "its fmt chunk says 1073741824 bytes");
    refused(
        WavBytes.mono16(1).put32(40, 1 << 30),
        "its data chunk says 1073741824 bytes, but the file holds 2 more");
    refused(WavBytes.mono16(1, 2).put32(40, 3), "no whole number of frames of 2 bytes");
    refused(WavBytes.riff().chunk("LIST", 1).put32(16, -1), "its LIST chunk says 4294967295 bytes");
    refused(WavBytes.riff().data16(1), "no fmt chunk before the samples");
    refused(WavBytes.riff().format(1, 1, 8000, 16), "there is no data chunk");
    refused(
        WavBytes.riff().format(1, 1, 8000, 16).format(1, 1, 8000, 16).data16(1), "two fmt chunks");
    refused(new WavBytes().ascii("RIFX").int32(0).ascii("WAVE"), "big-endian RIFX");
    refused(new WavBytes().ascii("RIFF").int32(0).ascii("AVI "), "it is not a WAV file");
    refused(
        new WavBytes().ascii("RF64").int32(-1).ascii("WAVE").chunk("ds64", 1, 2),
        "the ds64 chunk has 2 bytes");
    refused(longData(1L << 40), "its data chunk says 1099511627776 bytes");
    refused(longData(-5), "more than 2^63 bytes");
  }

  private static WavBytes longData(long size) {
    WavBytes bytes = new WavBytes().ascii("RF64").int32(-1).ascii("WAVE").ascii("ds64").int32(24);
    return bytes
        .int64(0)
        .int64(size)
        .int64(0)
        .format(1, 1, 8000, 16)
        .ascii("data")
        .int32(-1)
        .int16(5);
  }

  @Test
  void aFileOfNothingButEmptyChunksDoesNotTakeMinutes() throws IOException {
    byte[] hostile = Arrays.copyOf(WavBytes.riff().bytes(), 16 << 20);
    Path file = Files.write(folder.resolve("empty-chunks.wav"), hostile);

    assertThatThrownBy(() -> WavReader.read(file))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("more than 4096 chunks");
  }

  @Test
  void randomlyChangedFilesAreReadOrRefusedButNothingElse() {
    int refused = Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), this::mutate);

    assertThat(refused).as("refused of " + ROUNDS).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  private int mutate() throws IOException {
    Random random = new Random(20_201);
    byte[][] seeds = seedFiles();
    Path file = folder.resolve("mutated.wav");
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = seeds[round % seeds.length].clone();
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        // most changes hit the header, where the sizes are
        int at = random.nextInt(random.nextInt(4) == 0 ? bytes.length : Math.min(90, bytes.length));
        bytes[at] = (byte) (random.nextInt(3) == 0 ? -random.nextInt(2) : random.nextInt(256));
      }
      Files.write(file, Arrays.copyOf(bytes, bytes.length - random.nextInt(3)));
      refused += readsOrRefuses(file) ? 0 : 1;
    }
    return refused;
  }

  private byte[][] seedFiles() throws IOException {
    SampleFormat[] formats = SampleFormat.values();
    byte[][] seeds = new byte[2 * formats.length + 1][];
    for (int i = 0; i < formats.length; i++) {
      for (int wide = 0; wide < 2; wide++) {
        Path file = folder.resolve("seed.wav");
        float[][] noise = Signals.noise(1 + 2 * wide, 33, i);
        WavWriter.write(file, new Waveform(noise, SampleRate.CD), formats[i]);
        seeds[2 * i + wide] = Files.readAllBytes(file);
      }
    }
    seeds[2 * formats.length] = longData(2).bytes();
    return seeds;
  }

  private static boolean readsOrRefuses(Path file) {
    try {
      Waveform waveform = WavReader.read(file);
      assertThat(waveform.samples()).isBetween(0, 1024);
      return true;
    } catch (AudioFileException expected) {
      assertThat(expected).hasMessageContaining("mutated.wav: ");
      return false;
    }
  }

  private void refused(WavBytes bytes, String message) throws IOException {
    Path file = bytes.sealed(folder);
    Assertions.assertTimeoutPreemptively(
        QUICK,
        () ->
            assertThatThrownBy(() -> WavReader.read(file))
                .isInstanceOf(AudioFileException.class)
                .hasMessageContaining("hand.wav: ")
                .hasMessageContaining(message));
  }
}
