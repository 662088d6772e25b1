package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.WavReader;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that make music, with the model that has learnt nothing. */
final class SampleCommandTest {
  @TempDir private Path folder;

  @Test
  void lyricsArtistGenreAndSeedMakeARecordingOfTheLengthAskedFor() {
    Path out = folder.resolve("song.wav");

    Run run =
        Run.untrained(
            "sample",
            "--lyrics",
            "la la la",
            "--artist",
            "strings",
            "--genre",
            "waltz",
            "--seconds",
            "2.5",
            "--seed",
            "7",
            "--out",
            out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    Waveform song = WavReader.read(out);
    assertThat(song.samples()).isEqualTo(55_125);
    assertThat(song.rate().hertz()).isEqualTo(22_050);
    assertThat(run.out()).contains("song.wav: 2.50 s", "song.jukebox: its codes");
    assertThat(run.err())
        .contains("what it makes is noise", "top level: window 1", "bottom level: window");
  }

  @Test
  void weightsInEightBitsMakeARecordingToo() {
    Path out = folder.resolve("rounded.wav");

    Run run = Run.untrained("sample", "--precision", "int8", "--seconds", "2.5", "--out", out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(WavReader.read(out).samples()).isEqualTo(55_125);
  }

  @Test
  void theSameSeedGivesTheSameFileAndAnotherSeedAnotherOne() throws Exception {
    byte[] first = song("1", "a.wav");

    assertThat(song("1", "b.wav")).isEqualTo(first);
    assertThat(song("2", "c.wav")).isNotEqualTo(first);
  }

  @Test
  void severalSamplesBecomeNumberedFiles() {
    Run run =
        Run.untrained(
            "sample", "--seconds", 1, "--samples", 2, "--out", folder.resolve("song.wav"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("song-1.wav")).exists();
    assertThat(folder.resolve("song-2.wav")).exists();
  }

  @Test
  void aSongIsContinuedUpsampledResumedAndDecodedFromItsCodes() throws Exception {
    byte[] song = song("3", "song.wav");
    Path codes = folder.resolve("song.jukebox");

    Run longer =
        Run.untrained("continue", codes, "--seconds", 2, "--out", folder.resolve("longer.wav"));
    Run again =
        Run.untrained("upsample", codes, "--seconds", 1, "--out", folder.resolve("again.wav"));
    Run resumed = Run.untrained("resume", codes, "--out", folder.resolve("resumed.wav"));
    Run decoded =
        Run.untrained("decode", codes, "--level", "top", "--out", folder.resolve("top.wav"));

    assertThat(longer.exitCode()).as(longer.err()).isZero();
    assertThat(WavReader.read(folder.resolve("longer.wav")).seconds()).isEqualTo(2.0);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(WavReader.read(folder.resolve("again.wav")).seconds()).isEqualTo(1.0);
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("resumed.wav"))).isEqualTo(song);
    assertThat(decoded.exitCode()).as(decoded.err()).isZero();
    assertThat(decoded.out()).contains("from the top level");
  }

  @Test
  void aRecordingIsEncodedAndDecodedAgain() {
    Path recording = folder.resolve("in.wav");
    WavWriter.write(recording, Waveform.mono(new float[44_100], SampleRate.CD));
    Path codes = folder.resolve("codes.safetensors");

    Run encoded = Run.untrained("encode", recording, "--out", codes);
    Run decoded = Run.untrained("decode", codes, "--out", folder.resolve("out.wav"));

    assertThat(encoded.out()).contains("1376 bottom, 344 middle, 86 top");
    assertThat(decoded.exitCode()).as(decoded.err()).isZero();
    assertThat(WavReader.read(folder.resolve("out.wav")).samples()).isEqualTo(86 * 256);
  }

  @Test
  void theStateOfAnUnfinishedRunIsNotReplaced() throws Exception {
    Path state = folder.resolve("song.jukebox");
    Files.writeString(state, "hours of work");

    Run run = Run.untrained("sample", "--seconds", 1, "--out", folder.resolve("song.wav"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("jukebox resume " + state);
    assertThat(state).hasContent("hours of work");
  }

  @Test
  void toAnUntrainedModelEveryNameIsAllowedAndSaidToBeUnknown() {
    Run run =
        Run.untrained(
            "sample",
            "--artist",
            "A",
            "--genre",
            "G",
            "--seconds",
            1,
            "--out",
            folder.resolve("song.wav"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("knows no artist \"A\"", "knows no genre \"G\"", "waltz", "takes it as unknown");
  }

  private byte[] song(String seed, String name) throws Exception {
    Path out = folder.resolve(name);
    Run run =
        Run.untrained("sample", "--lyrics", "la", "--seconds", 1, "--seed", seed, "--out", out);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.readAllBytes(out);
  }
}
