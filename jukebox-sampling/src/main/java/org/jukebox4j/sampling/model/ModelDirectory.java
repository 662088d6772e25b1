package org.jukebox4j.sampling.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.parameter.Precision;

/**
 * A folder in the project's own format.
 *
 * @param folder the folder
 */
record ModelDirectory(Path folder) implements ModelSource {
  /** The description of the model. */
  static final String MODEL_JSON = "model.json";

  @Override
  public ModelDescription describe() {
    new ModelFiles(folder);
    Path file = folder.resolve(MODEL_JSON);
    if (!Files.isRegularFile(file)) {
      boolean released =
          Files.exists(folder.resolve("vqvae.pth.tar")) || Files.exists(folder.resolve("5b"));
      throw new ModelException(
          folder
              + ": there is no "
              + MODEL_JSON
              + (released
                  ? "; for the released files say which model: 5b, 5b_lyrics or 1b_lyrics"
                  : ", so this is no model"));
    }
    try {
      return ModelDescription.fromJson(Files.readString(file));
    } catch (IllegalArgumentException wrong) {
      throw new ModelException(file + ": " + wrong.getMessage(), wrong);
    } catch (IOException unreadable) {
      throw new ModelException(file + ": cannot be read (" + unreadable + ")", unreadable);
    }
  }

  @Override
  public LoadedModel open(Precision precision) {
    ModelDescription description = describe();
    ModelFiles files = new ModelFiles(folder);
    files.need(MODEL_JSON, List.of(MODEL_JSON));
    List<ModelPart> parts = ModelPart.of(description);
    parts.forEach(part -> files.need(part.stem(), List.of(part.stem() + ".safetensors")));
    files.requireAll(
        "the model " + description.name(), "Copy the whole folder of the model again.");
    Map<ModelPart, Path> paths = new EnumMap<>(ModelPart.class);
    parts.forEach(part -> paths.put(part, files.file(part.stem())));
    return new LoadedModel(
        description,
        new FileWeights(paths),
        LevelVocabularies.of(description),
        MachineMemory.current(),
        precision);
  }
}
