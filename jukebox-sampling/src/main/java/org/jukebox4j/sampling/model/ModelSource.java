package org.jukebox4j.sampling.model;

import java.nio.file.Path;
import org.jukebox4j.core.parameter.Precision;

/** Where a model comes from. Nothing is loaded before {@link #open()}. */
public sealed interface ModelSource
    permits ModelDirectory, ResourceModel, ReleasedFiles, RandomModel, SourceInPrecision {
  /**
   * A folder in the project's own format: {@code model.json}, {@code vqvae.safetensors} and {@code
   * prior_level_0.safetensors} to {@code prior_level_2.safetensors}.
   *
   * @param folder the folder
   * @return the source
   */
  static ModelSource directory(Path folder) {
    return new ModelDirectory(folder);
  }

  /**
   * The small trained model in the box, as the artifact {@code jukebox-mini}. It makes music of six
   * genres by six artists and sings; {@code docs/MINI.md} says how well.
   *
   * @return the source; opening it fails where the artifact was excluded
   */
  static ModelSource mini() {
    return new ResourceModel(
        ModelSource.class.getClassLoader(),
        "org/jukebox4j/mini",
        "Add the dependency org.jukebox4j:jukebox-mini of the same version, or choose another"
            + " model.");
  }

  /**
   * A model in a jar: the files of {@link #directory} as resources.
   *
   * @param loader finds them
   * @param folder their folder, without a slash at its ends
   * @return the source
   */
  static ModelSource resources(ClassLoader loader, String folder) {
    return new ResourceModel(loader, folder, "Check the name of the folder and the class path.");
  }

  /**
   * The files of a released model, which the user brings, laid out as the original does ({@code
   * 5b/vqvae.pth.tar}, ...) or all in one folder; with the artist and genre files {@code
   * v2_artist_ids.txt}, {@code v2_genre_ids.txt}, for 1b_lyrics also those of v3, beside them or in
   * {@code ids/}.
   *
   * @param folder the folder
   * @param model which model
   * @return the source
   */
  static ModelSource released(Path folder, ReleasedModel model) {
    return new ReleasedFiles(folder, model);
  }

  /**
   * A small model with random weights and the architecture of a whole one: three levels, labels and
   * lyrics. What it makes is noise.
   *
   * @param seed of the weights
   * @return the source
   */
  static ModelSource untrained(long seed) {
    return new RandomModel(seed, UntrainedModel.description());
  }

  /**
   * A model of any sizes with random weights.
   *
   * @param seed of the weights
   * @param description its sizes
   * @return the source
   */
  static ModelSource untrained(long seed, ModelDescription description) {
    return new RandomModel(seed, description);
  }

  /**
   * Reads what the model consists of, without its weights.
   *
   * @return the description
   * @throws ModelException if it cannot be read
   */
  ModelDescription describe();

  /**
   * Prepares the model. Weights are loaded when they are needed, one level at a time.
   *
   * @return the model, which the caller closes
   * @throws ModelException if files are missing or damaged, or if the model cannot fit into memory
   */
  default LoadedModel open() {
    return open(Precision.FLOAT32);
  }

  /**
   * Prepares the model as {@link #open()} does, and chooses in which numbers it is held.
   *
   * @param precision of the matrices of the priors' transformers
   * @return the model, which the caller closes
   * @throws ModelException if files are missing or damaged, or if the model cannot fit into memory
   */
  LoadedModel open(Precision precision);

  /**
   * Chooses in which numbers the matrices of the priors' transformers are held. With {@link
   * Precision#INT8} they take a quarter of the memory and of the time to read them; they are
   * rounded when a level is loaded, and the codes that a seed gives are others than those of
   * float32.
   *
   * @param precision the numbers
   * @return a source of the same model
   */
  default ModelSource precision(Precision precision) {
    return new SourceInPrecision(this, precision);
  }
}
