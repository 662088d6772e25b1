package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jukebox4j.core.audio.WavReader;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.sound.Ensemble;
import org.jukebox4j.sampling.model.LabelNames;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelException;
import org.jukebox4j.sampling.model.ModelSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trained model in the box. */
final class MiniModelTest {
  private static final long MOST_BYTES = 25L << 20;

  @TempDir private Path folder;

  @Test
  void itKnowsTheArtistsAndGenresOfTheCorpusAndIsSmall() throws IOException {
    ModelDescription mini = ModelSource.mini().describe();

    LabelNames names = mini.names().orElseThrow();
    assertThat(names.artists())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Ensemble.values()).map(Ensemble::label).toList());
    assertThat(names.genres())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Genre.values()).map(Genre::label).toList());
    assertThat(mini.training()).isEqualTo(ModelDescription.Training.TRAINED);
    assertThat(bytes()).isLessThan(MOST_BYTES);
  }

  private static long bytes() throws IOException {
    long sum = 0;
    for (String part : List.of("vqvae", "prior_level_0", "prior_level_1", "prior_level_2")) {
      String name = "org/jukebox4j/mini/" + part + ".safetensors";
      try (InputStream stream = ModelSource.class.getClassLoader().getResourceAsStream(name)) {
        assertThat(stream).as(name).isNotNull();
        sum += stream.readAllBytes().length;
      }
    }
    return sum;
  }

  @Test
  void itIsTheDefaultAndOneSeedIsOneSongAndThreeSeedsAreThree() throws IOException {
    byte[] first = song(1, "a.wav");

    assertThat(song(1, "again.wav")).isEqualTo(first);
    assertThat(song(2, "b.wav")).isNotEqualTo(first);
    assertThat(song(3, "c.wav")).isNotEqualTo(first).isNotEqualTo(song(2, "d.wav"));
    assertThat(WavReader.read(folder.resolve("a.wav")).rate().hertz()).isEqualTo(11_025);
  }

  private byte[] song(int seed, String name) throws IOException {
    Path out = folder.resolve(name);
    Run run =
        Run.of(
            "sample",
            "--artist",
            "Strings",
            "--genre",
            "waltz",
            "--lyrics",
            "la mi so",
            "--seed",
            seed,
            "--seconds",
            "0.5",
            "--total-seconds",
            20,
            "--out",
            out);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.readAllBytes(out);
  }

  @Test
  void whatItDoesNotKnowIsRefusedWithWhatToDo() {
    Run artist = Run.of("sample", "--artist", "string", "--out", folder.resolve("a.wav"));
    Run length = Run.of("sample", "--seconds", 5, "--out", folder.resolve("a.wav"));

    assertThat(artist.exitCode()).isEqualTo(2);
    assertThat(artist.err()).contains("did you mean \"strings\"");
    assertThat(length.exitCode()).isEqualTo(2);
    assertThat(length.err().toLowerCase(Locale.ROOT)).contains("total");
  }

  @Test
  void withoutItsJarTheMessageNamesTheDependency() {
    ClassLoader nothing = new ClassLoader(null) {};

    assertThatThrownBy(() -> ModelSource.resources(nothing, "org/jukebox4j/mini").describe())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("org/jukebox4j/mini/model.json: it is not on the class path");
  }
}
