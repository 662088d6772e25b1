package org.jukebox4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.sampling.model.ModelSource;
import org.jukebox4j.sampling.model.ReleasedModel;
import picocli.CommandLine.Option;

/** Which model a command uses. */
final class ModelOption {
  private static final String FLOAT32 = "float32";
  private static final String INT8 = "int8";
  private static final String MINI = "mini";
  private static final String UNTRAINED = "untrained";
  private static final String DESCRIPTION = "model.json";

  @Option(
      names = "--model",
      paramLabel = "mini|DIR|PRESET",
      description =
          "mini, the small trained model in the box (default); a directory with model.json; 5b,"
              + " 5b_lyrics or 1b_lyrics with the released files in --weights; or untrained, a"
              + " small model with random weights, whose music is noise.")
  private String model = MINI;

  @Option(
      names = "--weights",
      paramLabel = "DIR",
      description = "Where the files of a released model are; you bring them yourself.")
  private @Nullable Path weights;

  @Option(
      names = "--precision",
      paramLabel = "float32|int8",
      description =
          "In which numbers the weights of the priors are held. int8 needs a quarter of the memory"
              + " and is faster; the same seed gives other music. Default: float32.")
  private String precision = FLOAT32;

  Jukebox load() {
    return Jukebox.load(source().precision(precision()));
  }

  private Precision precision() {
    return switch (precision) {
      case FLOAT32 -> Precision.FLOAT32;
      case INT8 -> Precision.INT8;
      default ->
          throw new UserException(
              "--precision must be " + FLOAT32 + " or " + INT8 + ", but was " + precision);
    };
  }

  ModelSource source() {
    if (model.equals(MINI)) {
      return ModelSource.mini();
    }
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
              + (option.equals("--model")
                  ? " or one of mini, untrained, " + String.join(", ", presets())
                  : "")
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
