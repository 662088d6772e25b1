package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jukebox4j.Jukebox;
import org.jukebox4j.sampling.model.ModelFolderWriter;
import org.jukebox4j.sampling.model.ModelSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportCommandTest {
  @TempDir private Path folder;

  private Path model = Path.of("");

  @BeforeEach
  void writeAModel() throws IOException {
    model = folder.resolve("model");
    try (Jukebox jukebox = Jukebox.load(ModelSource.untrained(0))) {
      ModelFolderWriter.write(jukebox.model(), model);
    }
    Files.createDirectories(model.resolve("training/vqvae"));
  }

  @Test
  void theCopyHasPriorsOfHalfTheSizeTheSameCodecAndNoTraining() throws IOException {
    Path copy = folder.resolve("copy");

    Run run = Run.of("export", model, copy);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("prior_level_2.safetensors: ", "model.json: ");
    assertThat(copy.resolve("training")).doesNotExist();
    assertThat(copy.resolve("vqvae.safetensors"))
        .hasSameBinaryContentAs(model.resolve("vqvae.safetensors"));
    long before = Files.size(model.resolve("prior_level_0.safetensors"));
    long after = Files.size(copy.resolve("prior_level_0.safetensors"));
    assertThat((double) after / before).isBetween(0.45, 0.55);
    assertThat(ModelSource.directory(copy).describe())
        .isEqualTo(ModelSource.directory(model).describe());
  }

  @Test
  void inFloat32TheCopyIsTheModel() {
    Path copy = folder.resolve("copy");

    Run run = Run.of("export", "--type", "float32", model, copy);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(copy.resolve("prior_level_1.safetensors"))
        .hasSameBinaryContentAs(model.resolve("prior_level_1.safetensors"));
  }

  @Test
  void nothingIsReplaced() throws IOException {
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("notes.txt"), "hours of work");

    Run run = Run.of("export", model, full);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .contains("DIR must be an empty or new folder", full.toString());
    assertThat(full.resolve("notes.txt")).hasContent("hours of work");
  }
}
