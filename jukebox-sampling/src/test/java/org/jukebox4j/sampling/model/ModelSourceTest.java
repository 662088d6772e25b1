package org.jukebox4j.sampling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSourceTest {
  @TempDir private Path folder;

  private void writeUntrained() {
    try (LoadedModel model = ModelSource.untrained(3).open()) {
      ModelFolderWriter.write(model, folder);
    }
  }

  private static void assertRefused(ModelSource source, String message) {
    assertThatThrownBy(source::open)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aDescriptionIsWrittenAndReadBack() {
    ModelDescription small = ModelSource.untrained(0).describe();
    assertThat(ModelDescription.fromJson(small.toJson())).isEqualTo(small);
    for (ReleasedModel released : ReleasedModel.values()) {
      ModelDescription large = released.description();
      assertThat(ModelDescription.fromJson(large.toJson())).isEqualTo(large);
    }
  }

  @Test
  void theUntrainedModelKnowsItsNamesAndHasEveryLevel() {
    try (LoadedModel model = ModelSource.untrained(0).open()) {
      assertThat(model.top()).isEqualTo(Level.TOP);
      assertThat(model.shape(Level.TOP).lyricsTokens()).isPositive();
      assertThat(model.shape(Level.BOTTOM).codesPerUpperCode()).isEqualTo(4);
      assertThat(model.vocabulary(Level.TOP).orElseThrow().artists().names()).contains("strings");
      assertThat(model.vocabulary(Level.BOTTOM).orElseThrow().genres().names()).contains("waltz");
    }
  }

  @Test
  void aModelRoundedToEightBitsIsAnotherModelOfTheSameSizes() {
    ModelSource rounded = ModelSource.untrained(0).precision(Precision.INT8);
    assertThat(rounded.describe()).isEqualTo(ModelSource.untrained(0).describe());
    try (LoadedModel exact = ModelSource.untrained(0).open();
        LoadedModel model = rounded.open()) {
      assertThat(model.fingerprint()).isNotEqualTo(exact.fingerprint()).endsWith(", int8)");
      assertThat(model.estimate().peakBytes(1)).isLessThan(exact.estimate().peakBytes(1));
    }
  }

  @Test
  void aFolderIsTheSameModelWhereverItLies() throws IOException {
    writeUntrained();
    String fingerprint;
    try (LoadedModel model = ModelSource.directory(folder).open()) {
      fingerprint = model.fingerprint();
    }
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (String name :
        new String[] {
          "model.json",
          "vqvae.safetensors",
          "prior_level_0.safetensors",
          "prior_level_1.safetensors",
          "prior_level_2.safetensors"
        }) {
      Files.copy(folder.resolve(name), copy.resolve(name));
    }
    try (LoadedModel model = ModelSource.directory(copy).open()) {
      assertThat(model.fingerprint()).isEqualTo(fingerprint);
    }
    byte[] weights = Files.readAllBytes(copy.resolve("prior_level_1.safetensors"));
    weights[weights.length - 1] ^= 1;
    Files.write(copy.resolve("prior_level_1.safetensors"), weights);
    try (LoadedModel model = ModelSource.directory(copy).open()) {
      assertThat(model.fingerprint()).isNotEqualTo(fingerprint);
    }
  }

  @Test
  void halfAModelSaysWhatIsThereAndWhatIsMissing() throws IOException {
    writeUntrained();
    Files.delete(folder.resolve("prior_level_0.safetensors"));
    Files.delete(folder.resolve("prior_level_2.safetensors"));
    assertRefused(
        ModelSource.directory(folder),
        folder
            + ": of the model untrained there are model.json, vqvae.safetensors,"
            + " prior_level_1.safetensors; missing are prior_level_0.safetensors,"
            + " prior_level_2.safetensors. Copy the whole folder of the model again.");
  }

  @Test
  void foldersThatAreNoModelAreNamed() throws IOException {
    assertRefused(ModelSource.directory(folder), "there is no model.json, so this is no model");
    Files.createFile(folder.resolve("vqvae.pth.tar"));
    assertRefused(
        ModelSource.directory(folder),
        "there is no model.json; for the released files say which model");
    assertRefused(
        ModelSource.directory(folder.resolve("nowhere")),
        "this is nothing; a model is a folder with one file for its codec");
    assertRefused(
        ModelSource.directory(folder.resolve("vqvae.pth.tar")), "this is a file; a model is");
  }

  @Test
  void mistakesInTheDescriptionAreNamedByTheirPath() throws IOException {
    writeUntrained();
    Path json = folder.resolve("model.json");
    String text = Files.readString(json);
    Files.writeString(json, text.replaceFirst("\"codebookSize\": 256", "\"codebookSize\": 255"));
    assertRefused(
        ModelSource.directory(folder),
        "model.json: model: codebookSize of the bottom prior must be 255, as the codec has it,"
            + " but was 256");
    Files.writeString(json, text.replaceFirst("\"width\": 64", "\"width\": \"wide\""));
    assertRefused(
        ModelSource.directory(folder), "transformer.width must be of type int, but was \"wide\"");
    Files.writeString(json, text.replaceFirst("\"formatVersion\": 1", "\"formatVersion\": 9"));
    assertRefused(ModelSource.directory(folder), "formatVersion must be 1, but was 9");
    Files.writeString(json, "[");
    assertRefused(ModelSource.directory(folder), "model.json: it is not JSON");
  }

  @Test
  void damagedOrForeignWeightsAreNamedWhenTheyAreLoaded() throws IOException {
    writeUntrained();
    Path middle = folder.resolve("prior_level_1.safetensors");
    Files.copy(
        folder.resolve("prior_level_2.safetensors"), middle, StandardCopyOption.REPLACE_EXISTING);
    try (LoadedModel model = ModelSource.directory(folder).open()) {
      assertThatThrownBy(() -> model.loadPrior(Level.MIDDLE))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("prior_level_1.safetensors: ")
          .hasMessageContaining("conditioner_blocks.0");
    }
    Files.writeString(middle, "damaged");
    try (LoadedModel model = ModelSource.directory(folder).open()) {
      assertThatThrownBy(() -> model.loadPrior(Level.MIDDLE))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("prior_level_1.safetensors");
    }
  }

  @Test
  void releasedFilesAreLookedForAsTheOriginalLaysThemOut() throws IOException {
    Files.createDirectories(folder.resolve("5b"));
    Files.createFile(folder.resolve("5b/vqvae.pth.tar"));
    Files.createFile(folder.resolve("prior_level_0.pth.tar"));
    Files.createFile(folder.resolve("v2_artist_ids.txt"));
    assertThatThrownBy(() -> ModelSource.released(folder, ReleasedModel.of("1b_lyrics")).open())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "of the released model 1b_lyrics there are 5b/vqvae.pth.tar,"
                + " prior_level_0.pth.tar, v2_artist_ids.txt; missing are"
                + " 5b/prior_level_1.pth.tar or prior_level_1.pth.tar or ")
        .hasMessageContaining("1b_lyrics/prior_level_2.pth.tar")
        .hasMessageContaining("v3_genre_ids.txt")
        .hasMessageContaining("non-commercial licence");
    assertThatThrownBy(() -> ReleasedModel.of("6b"))
        .hasMessage("preset must be one of 5b, 5b_lyrics, 1b_lyrics, but was 6b");
  }
}
