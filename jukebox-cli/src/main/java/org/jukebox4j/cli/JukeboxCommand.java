package org.jukebox4j.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself; what it can do is in its sub-commands. */
@Command(
    name = "jukebox",
    description = "Makes music as raw audio from lyrics, an artist, a genre or a recording.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SampleCommand.class,
      ContinueCommand.class,
      UpsampleCommand.class,
      ResumeCommand.class,
      PageCommand.class,
      EncodeCommand.class,
      DecodeCommand.class,
      TrainVqVaeCommand.class,
      EncodeDatasetCommand.class,
      TrainPriorCommand.class,
      EvaluateCommand.class,
      ExportCommand.class,
      MakeCorpusCommand.class,
      InfoCommand.class,
      DoctorCommand.class,
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed for a reason that is not your input; --stack-trace shows where",
      "2:an option, a file or a model cannot be used; the message says what to change",
      "3:the launcher found no Java 17, no Maven 3.8.7, or could not build",
      "130:stopped with Ctrl-C; 'jukebox resume' goes on from the last finished window",
    })
final class JukeboxCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--stack-trace",
      scope = ScopeType.INHERIT,
      description = "After a failure, also print where in the program it happened.")
  private boolean stackTrace;

  /** A command line that reports every failure in one line. */
  static CommandLine commandLine() {
    JukeboxCommand root = new JukeboxCommand();
    Failures failures = new Failures(() -> root.stackTrace);
    return new CommandLine(root)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.BAD_INPUT;
  }
}
