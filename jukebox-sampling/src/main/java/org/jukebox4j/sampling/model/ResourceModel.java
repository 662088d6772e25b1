package org.jukebox4j.sampling.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.checkpoint.CheckpointException;
import org.jukebox4j.core.parameter.ParameterMismatchException;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.parameter.Precision;

/**
 * A model in a jar: the files of a {@link ModelDirectory} as resources.
 *
 * @param loader finds the resources
 * @param folder their folder, such as {@code org/jukebox4j/mini}
 * @param remedy what to do when they are not there
 */
record ResourceModel(ClassLoader loader, String folder, String remedy) implements ModelSource {
  private static final int FINGERPRINT_BYTES = 8;

  @Override
  public ModelDescription describe() {
    String json;
    try (InputStream stream = stream(ModelDirectory.MODEL_JSON)) {
      json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw unreadable(ModelDirectory.MODEL_JSON, unreadable);
    }
    try {
      return ModelDescription.fromJson(json);
    } catch (IllegalArgumentException wrong) {
      throw new ModelException(name(ModelDirectory.MODEL_JSON) + ": " + wrong.getMessage(), wrong);
    }
  }

  @Override
  public LoadedModel open(Precision precision) {
    ModelDescription description = describe();
    return new LoadedModel(
        description,
        new Weights(ModelPart.of(description)),
        LevelVocabularies.of(description),
        MachineMemory.current(),
        precision);
  }

  private String name(String file) {
    return folder + "/" + file;
  }

  private InputStream stream(String file) {
    InputStream stream = loader.getResourceAsStream(name(file));
    if (stream == null) {
      throw new ModelException(name(file) + ": it is not on the class path. " + remedy);
    }
    return stream;
  }

  private ModelException unreadable(String file, IOException cause) {
    return new ModelException(name(file) + ": cannot be read (" + cause + ")", cause);
  }

  private static String file(ModelPart part) {
    return part.stem() + ".safetensors";
  }

  /** Weights that are read from the jar whenever a part is loaded. */
  private final class Weights implements ModelWeights {
    private final List<ModelPart> parts;

    Weights(List<ModelPart> parts) {
      this.parts = parts;
    }

    @Override
    public <T> T read(ModelPart part, Function<ParameterSource, T> build) {
      String file = file(part);
      try (InputStream stream = stream(file);
          Checkpoint checkpoint = Checkpoint.read(name(file), stream)) {
        return build.apply(checkpoint);
      } catch (IOException unreadable) {
        throw unreadable(file, unreadable);
      } catch (CheckpointException unreadable) {
        throw new ModelException(String.valueOf(unreadable.getMessage()), unreadable);
      } catch (ParameterMismatchException mismatch) {
        throw new ModelException(name(file) + ": " + mismatch.getMessage(), mismatch);
      }
    }

    @Override
    public String fingerprint() {
      MessageDigest digest = FileWeights.sha256();
      for (ModelPart part : parts) {
        try (InputStream stream = new DigestInputStream(stream(file(part)), digest)) {
          stream.transferTo(OutputStream.nullOutputStream());
        } catch (IOException unreadable) {
          throw unreadable(file(part), unreadable);
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }
  }
}
