package org.jukebox4j.core.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.checkpoint.SafetensorsWriter;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.training.Optimiser;

/**
 * The state of a run in a safetensors file: parameters, moments and averages of the optimiser, what
 * the model remembers beside them, and all counts. The position in the data and the keys of all
 * randomness follow from the number of steps, so this is everything. The file is replaced as a
 * whole.
 */
final class RunCheckpoint {
  private static final String VERSION_KEY = "jukebox4j.training-state";
  private static final String VERSION = "1";
  private static final String SETUP_KEY = "setup";
  private static final String COUNTS_KEY = "counts";
  private static final String PARAMETER = "parameter.";
  private static final String MODEL = "model.";

  private RunCheckpoint() {}

  static void write(Path file, String setup, TrainableModel<?> model, Optimiser optimiser) {
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.metadata(VERSION_KEY, VERSION);
    writer.metadata(SETUP_KEY, setup);
    JsonObject counts = new JsonObject();
    optimiser.counts().forEach(counts::addProperty);
    ModelState state = model.state();
    state.counts().forEach((name, count) -> counts.addProperty(MODEL + name, count));
    writer.metadata(COUNTS_KEY, counts.toString());
    model.parameters().forEach((name, tensor) -> writer.add(PARAMETER + name, tensor));
    optimiser.tensors().forEach(writer::add);
    state.tensors().forEach((name, tensor) -> writer.add(MODEL + name, tensor));
    writer.write(file);
  }

  static long stepsMade(Path file) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      return Optimiser.stepsMade(counts(checkpoint.metadata().get(COUNTS_KEY)));
    } catch (IllegalArgumentException wrong) {
      throw new RunException(
          file + ": the training state is damaged: " + wrong.getMessage(), wrong);
    }
  }

  static void restore(Path file, String setup, TrainableModel<?> model, Optimiser optimiser) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      Map<String, String> metadata = checkpoint.metadata();
      if (!VERSION.equals(metadata.get(VERSION_KEY))) {
        throw new RunException(
            file
                + ": this version goes on from training states of version "
                + VERSION
                + ", but it is of version "
                + metadata.get(VERSION_KEY)
                + "; go on with the version that wrote it, or begin a run in another folder");
      }
      requireSameSetup(file, setup, metadata.getOrDefault(SETUP_KEY, ""));
      Map<String, FloatTensor> tensors = tensors(checkpoint);
      try {
        Map<String, Long> counts = counts(metadata.get(COUNTS_KEY));
        copy(part(PARAMETER, tensors), model.parameters());
        optimiser.restore(tensors, counts);
        model.restore(new ModelState(part(MODEL, tensors), part(MODEL, counts)));
      } catch (IllegalArgumentException | UnsupportedOperationException wrong) {
        throw new RunException(
            file + ": the training state is damaged: " + wrong.getMessage(), wrong);
      } finally {
        tensors.values().forEach(FloatTensor::close);
      }
    }
  }

  private static void requireSameSetup(Path file, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new RunException(
          "%s: it belongs to a run of %s, but this run is of %s; put model and data back as they were, or begin a run in another folder"
              .formatted(file, actual, expected));
    }
  }

  /** Tensors of the file; those that are views of it are closed without harm. */
  private static Map<String, FloatTensor> tensors(Checkpoint checkpoint) {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    for (String name : checkpoint.names()) {
      checkpoint.find(name).ifPresent(tensor -> tensors.put(name, tensor));
    }
    return tensors;
  }

  private static Map<String, Long> counts(@Nullable String json) {
    Map<String, Long> counts = new LinkedHashMap<>();
    try {
      if (json != null && JsonParser.parseString(json) instanceof JsonObject object) {
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
          counts.put(entry.getKey(), entry.getValue().getAsLong());
        }
        return counts;
      }
    } catch (JsonParseException | IllegalStateException notNumbers) {
      throw new IllegalArgumentException(COUNTS_KEY + " must be numbers by name", notNumbers);
    }
    throw new IllegalArgumentException(COUNTS_KEY + " must be a JSON object");
  }

  private static <T> Map<String, T> part(String prefix, Map<String, T> all) {
    Map<String, T> part = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), value);
          }
        });
    return part;
  }

  private static void copy(Map<String, FloatTensor> saved, Map<String, FloatTensor> parameters) {
    if (!saved.keySet().equals(parameters.keySet())) {
      throw new IllegalArgumentException(
          "parameters must be " + parameters.keySet() + ", but were " + saved.keySet());
    }
    parameters.forEach(
        (name, parameter) -> {
          FloatTensor tensor = saved.get(name);
          float[] values = tensor == null ? new float[0] : tensor.toArray();
          if (values.length != parameter.size()) {
            throw new IllegalArgumentException(
                "parameter %s must have %d values, but had %d"
                    .formatted(name, parameter.size(), values.length));
          }
          parameter.write(0, values, 0, values.length);
        });
  }
}
