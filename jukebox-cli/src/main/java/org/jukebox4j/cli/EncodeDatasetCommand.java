package org.jukebox4j.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jukebox4j.training.DatasetEncoding;
import org.jukebox4j.training.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes the codes of a data set. */
@Command(
    name = "encode-dataset",
    description =
        "Computes the codes of all recordings once, for the training of priors. Codes that are"
            + " there are kept.",
    mixinStandardHelpOptions = true)
final class EncodeDatasetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RECORDINGS", description = "A folder of recordings.")
  private Path recordings;

  @Parameters(index = "1", paramLabel = "RUN", description = "A run whose codec has been trained.")
  private Path run;

  @Override
  public Integer call() {
    RunDirectory directory = new RunDirectory(run);
    try (TrainingDisplay display = TrainingDisplay.of(spec, directory, "codes")) {
      int songs = new DatasetEncoding(directory, display).encode(recordings);
      spec.commandLine().getOut().println(run + ": codes of " + songs + " recordings");
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    }
  }
}
