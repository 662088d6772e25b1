package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JukeboxCommandTest {
  @TempDir private Path folder;

  @Test
  void withoutSubCommandItShowsWhatThereIs() {
    Run run = Run.of();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: jukebox", "doctor", "Exit codes:");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMisspeltSubCommandIsAnsweredWithTheNearestOne() {
    Run run = Run.of("resumee");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.complaints())
        .containsExactly(
            "jukebox: Unmatched argument at index 0: 'resumee'",
            "Did you mean: jukebox resume?",
            "Try 'jukebox --help'.");
  }

  @Test
  void theVersionNamesTheProgramAndJava() {
    assertThat(Run.of("--version").out()).startsWith("jukebox ").contains("(Java ");
  }

  @Test
  void doctorTellsAboutTheMachineWithoutStartingTheBackend() {
    Run run = Run.of("doctor", "--no-backend");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().map(line -> line.split(" ", 2)[0]))
        .contains("Java", "System", "Processor", "Features", "Threads", "Memory", "GPU", "ND4J");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void infoDescribesARecording() {
    Path file = folder.resolve("tone.wav");
    WavWriter.write(file, Waveform.mono(new float[2000], new SampleRate(8000)));

    Run run = Run.of("info", file);

    assertThat(run.out()).contains("Channels    1", "8000 Hz", "0.250 s");
  }

  @Test
  void aMissingFileIsOneLineOnStandardErrorAndCodeTwo() {
    Run run = Run.of("info", folder.resolve("nothing.safetensors"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .contains("nothing.safetensors", "exist");
  }

  @Test
  void aTextFileIsNoCheckpoint() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.safetensors"), "these are my notes\n");

    Run run = Run.of("info", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().startsWith("jukebox: ");
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void aStackTraceIsPrintedOnRequestOnly() {
    Run run = Run.of("info", "--stack-trace", folder.resolve("nothing.pth"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("\tat org.jukebox4j.");
  }
}
