package org.jukebox4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.sampling.model.ModelSource;
import org.jukebox4j.sampling.model.ReleasedModel;
import picocli.CommandLine.Option;

/** Which model a command uses. */
final class ModelOption {
  private static final String UNTRAINED = "untrained";
  private static final String DESCRIPTION = "model.json";

  @Option(
      names = "--model",
      paramLabel = "DIR|PRESET",
      description =
          "A directory with model.json, or 5b, 5b_lyrics, 1b_lyrics with the released files in"
              + " --weights. Without it: a small model with random weights, whose music is noise.")
  private String model = UNTRAINED;

  @Option(
      names = "--weights",
      paramLabel = "DIR",
      description = "Where the files of a released model are; you bring them yourself.")
  private @Nullable Path weights;

  Jukebox load() {
    return Jukebox.load(source());
  }

  ModelSource source() {
    if (model.equals(UNTRAINED)) {
      return ModelSource.untrained(0);
    }
    if (presets().contains(model)) {
      if (weights == null) {
        throw new UserException(
            "--model "
                + model
                + " needs --weights DIR, the directory with the released files of that model; they"
                + " are under a non-commercial licence and are not part of this program");
      }
      return ModelSource.released(existing("--weights", weights), ReleasedModel.of(model));
    }
    Path folder = existing("--model", Path.of(model));
    if (!Files.exists(folder.resolve(DESCRIPTION))) {
      throw new UserException(
          "--model "
              + folder
              + " has no "
              + DESCRIPTION
              + ", so it is no model of this program. For released files use --model "
              + String.join("|", presets())
              + " --weights "
              + folder);
    }
    return ModelSource.directory(folder);
  }

  private static Path existing(String option, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserException(
          option
              + " must be a directory"
              + (option.equals("--model") ? " or one of " + String.join(", ", presets()) : "")
              + ", but "
              + folder
              + (Files.exists(folder) ? " is a file" : " does not exist"));
    }
    return folder;
  }

  private static List<String> presets() {
    return Arrays.stream(ReleasedModel.values())
        .map(ReleasedModel::label)
        .collect(Collectors.toList());
  }
}
