package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jukebox4j.core.audio.WavReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MakeCorpusCommandTest {
  @TempDir private Path temporary;

  @Test
  void songsAreWrittenAndCounted() throws IOException {
    Path folder = temporary.resolve("corpus");

    Run run = Run.of("make-corpus", "--songs", 2, "--seed", 7, folder);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("2 songs, 0.0");
    assertThat(Files.readAllLines(folder.resolve("metadata.jsonl"))).hasSize(2);
  }

  @Test
  void lengthsCanBeChosen() throws IOException {
    Path folder = temporary.resolve("corpus");

    Run run = Run.of("make-corpus", "--songs", 1, "--shortest", 50, "--longest", 60, folder);

    assertThat(run.exitCode()).as(run.err()).isZero();
    try (var files = Files.list(folder)) {
      Path song = files.filter(file -> file.toString().endsWith(".wav")).findFirst().orElseThrow();
      assertThat(WavReader.read(song).seconds()).isBetween(50.0, 60.0);
    }
  }

  @Test
  void anotherSeedInTheSameFolderIsRefused() {
    Path folder = temporary.resolve("corpus");
    Run.of("make-corpus", "--songs", 1, "--seed", 7, folder);

    Run run = Run.of("make-corpus", "--songs", 1, "--seed", 8, folder);

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.complaints()).hasSize(1);
    assertThat(run.err()).contains("another corpus is there").contains("choose an empty folder");
  }

  @Test
  void impossibleAmountsAreRefused() {
    assertThat(Run.of("make-corpus", "--songs", -1, temporary).err())
        .contains("songs must be at least 1, but were -1");
    assertThat(Run.of("make-corpus", "--hours", 0, temporary).err())
        .contains("hours must be above 0");
    assertThat(Run.of("make-corpus", temporary).err()).contains("--hours").contains("--songs");
  }

  @Test
  void theVoiceAloneIsByNobody() throws IOException {
    Path folder = temporary.resolve("voices");

    Run run = Run.of("make-corpus", "--songs", 1, "--voice-alone", folder);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readString(folder.resolve("metadata.jsonl"))).contains("\"nobody\"");
  }
}
