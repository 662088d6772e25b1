package org.jukebox4j.sampling.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jukebox4j.core.checkpoint.CheckpointException;
import org.jukebox4j.core.checkpoint.ElementType;
import org.jukebox4j.core.checkpoint.SafetensorsWriter;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.vqvae.VqVae;

/**
 * Writes a model into a folder in the project's own format. {@code model.json} comes last, so that
 * a folder that has one is whole.
 */
public final class ModelFolderWriter {
  private ModelFolderWriter() {}

  /**
   * Writes a model in float32.
   *
   * @param model the model
   * @param folder where to; made if need be
   * @throws ModelException if it cannot be written
   */
  public static void write(LoadedModel model, Path folder) {
    write(model, folder, ElementType.F32);
  }

  /**
   * Writes a model. The codec stays in float32: rounded, it would give other codes than those that
   * the priors learnt from.
   *
   * @param model the model
   * @param folder where to; made if need be
   * @param type what the weights of the priors are rounded to
   * @throws ModelException if it cannot be written
   */
  public static void write(LoadedModel model, Path folder, ElementType type) {
    ModelDescription description = model.description();
    try {
      Files.createDirectories(folder);
      write(
          new Output(model, folder, ElementType.F32),
          ModelPart.CODEC,
          source -> VqVae.load(description.codec(), source).close());
      for (PriorConfig prior : description.priors()) {
        ModelPart part = ModelPart.priorOf(prior.codes().level());
        write(
            new Output(model, folder, type),
            part,
            source -> TransformerPrior.load(prior, source).close());
      }
      Path temporary = folder.resolve("." + ModelDirectory.MODEL_JSON + ".part");
      Files.writeString(temporary, description.toJson());
      Files.move(
          temporary,
          folder.resolve(ModelDirectory.MODEL_JSON),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | CheckpointException failed) {
      throw new ModelException(
          folder + ": the model cannot be written (" + failed.getMessage() + ")", failed);
    }
  }

  /** Builds a component from a source. */
  private interface Builder {
    void build(ParameterSource source);
  }

  /** What is written, where to, and rounded to what. */
  private record Output(LoadedModel model, Path folder, ElementType type) {}

  private static void write(Output output, ModelPart part, Builder builder) {
    LoadedModel model = output.model();
    Map<String, FloatTensor> taken = new LinkedHashMap<>();
    try {
      model
          .weights()
          .read(
              part,
              source -> {
                builder.build(copying(source, taken));
                return part;
              });
      SafetensorsWriter writer = new SafetensorsWriter();
      writer.metadata("jukebox4j.model", model.description().name());
      taken.forEach((name, tensor) -> writer.add(name, output.type(), tensor));
      writer.write(output.folder().resolve(part.stem() + ".safetensors"));
    } finally {
      taken.values().forEach(FloatTensor::close);
    }
  }

  /** Keeps a copy of everything that is taken, since components free what they took. */
  private static ParameterSource copying(ParameterSource source, Map<String, FloatTensor> taken) {
    return new ParameterSource() {
      @Override
      public Optional<FloatTensor> find(String name, int... expectedShape) {
        Optional<FloatTensor> found = source.find(name, expectedShape);
        found.ifPresent(
            tensor -> taken.put(name, FloatTensor.of(tensor.toArray(), tensor.shape())));
        return found;
      }

      @Override
      public Set<String> names() {
        return source.names();
      }
    };
  }
}
