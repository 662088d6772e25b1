package org.jukebox4j.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jukebox4j.core.run.RunFolder;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelPart;
import org.jukebox4j.sampling.model.ModelSource;

/**
 * The folder in which a model is trained, and which is the model: {@code
 * Jukebox.load(ModelSource.directory(folder))} plays it as soon as all parts have been trained.
 *
 * <pre>
 * run/model.json                           the sizes of all parts, and the names that the model knows
 * run/vqvae.safetensors                    the codec
 * run/prior_level_0.safetensors            the priors, from the bottom up
 * run/training/recordings/                 what is known of the recordings; converted copies
 * run/training/codes/                      codes of the recordings
 * run/training/vqvae/checkpoint.safetensors, settings.json, metrics.jsonl
 * run/training/prior_level_0/...
 * </pre>
 *
 * @param folder the folder
 */
public record RunDirectory(Path folder) {
  private static final String MODEL_JSON = "model.json";

  /**
   * Returns where the description of the model is.
   *
   * @return the file, which need not exist
   */
  public Path modelJson() {
    return folder.resolve(MODEL_JSON);
  }

  /**
   * Tells whether the model has been described.
   *
   * @return whether there is a {@code model.json}
   */
  public boolean isDescribed() {
    return Files.exists(modelJson());
  }

  /**
   * Reads what the model consists of.
   *
   * @return the description
   * @throws org.jukebox4j.sampling.model.ModelException if there is none, or it has a mistake
   */
  public ModelDescription description() {
    return ModelSource.directory(folder).describe();
  }

  /**
   * Writes what the model consists of; replaced as a whole.
   *
   * @param description the sizes of all parts
   */
  public void describe(ModelDescription description) {
    write(modelJson(), description.toJson());
  }

  /**
   * Returns where a part is trained.
   *
   * @param part the part
   * @return the files of its run
   */
  public RunFolder part(ModelPart part) {
    return new RunFolder(folder, part.stem());
  }

  /**
   * Returns where the weights of a part are.
   *
   * @param part the part
   * @return the file, if the part has been trained
   */
  public Optional<Path> weights(ModelPart part) {
    return Optional.of(part(part).weights()).filter(Files::exists);
  }

  /** Where it is kept what is known of the recordings. */
  Path recordings() {
    return folder.resolve("training").resolve("recordings");
  }

  /** Where the codes of the recordings are kept. */
  Path codes() {
    return folder.resolve("training").resolve("codes");
  }

  /** Where the settings of a part's training are kept. */
  Path settings(ModelPart part) {
    return part(part).training().resolve("settings.json");
  }

  /** Writes a text file that appears complete or not at all. */
  static void write(Path file, String text) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
      Files.writeString(temporary, text);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException(file + ": cannot be written", failed);
    }
  }
}
