package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jukebox4j.corpus.CorpusGenerator;
import org.jukebox4j.corpus.CorpusSettings;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.evaluation.Evaluation;
import org.jukebox4j.corpus.evaluation.JudgedSong;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.sound.Ensemble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationProgressTest {
  @TempDir private Path folder;

  private final StringWriter lines = new StringWriter();
  private final CorpusSong asked =
      new CorpusGenerator(CorpusSettings.of(4)).song(0, Ensemble.BRASS, Genre.WALTZ);

  private static Evaluation of(int songs) {
    return new Evaluation("mine", songs, 36, List.of(), List.of(), List.of(), Optional.empty());
  }

  private EvaluationProgress progress() {
    return new EvaluationProgress(new PrintWriter(lines), EvaluationReport.in(folder));
  }

  @Test
  void everySongHasALineWithWhatWasJudged() {
    progress()
        .onJudged(
            new JudgedSong(
                3, 36, asked, Ensemble.BRASS, Genre.BALLAD, Optional.of(0.634), Optional.of(0.712)),
            of(3));

    assertThat(lines.toString().strip())
        .isEqualTo(
            "song 3 of 36: waltz by brass: genre wrong (ballad), artist right, vowel match 63 %,"
                + " alignment 0.71");
  }

  @Test
  void whatThereIsNotIsADash() {
    progress()
        .onJudged(
            new JudgedSong(
                1, 1, asked, Ensemble.BELLS, Genre.WALTZ, Optional.empty(), Optional.empty()),
            of(1));

    assertThat(lines.toString())
        .contains("genre right, artist wrong (bells), vowel match -, alignment -");
  }

  @Test
  void theReportIsReplacedAfterEverySong() throws IOException {
    EvaluationProgress progress = progress();
    for (int song = 1; song <= 2; song++) {
      progress.onJudged(
          new JudgedSong(
              song, 2, asked, Ensemble.BRASS, Genre.WALTZ, Optional.empty(), Optional.empty()),
          of(song));

      assertThat(folder.resolve("evaluation.md")).content().contains("mine: " + song + " songs");
      assertThat(folder.resolve("evaluation.json")).content().contains("\"songs\": " + song);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("evaluation.md", "evaluation.json");
    }
  }
}
