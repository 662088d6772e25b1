package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jukebox4j.training.ModelEvaluation;
import org.jukebox4j.training.RunDirectory;
import org.jukebox4j.training.TrainingSettings;
import org.jukebox4j.training.VqVaeTraining;
import org.jukebox4j.training.VqVaeTrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures a model. */
@Command(
    name = "evaluate",
    description =
        "Measures a model on recordings that were kept apart when it was trained: what each level"
            + " of the codec keeps of the sound, and how well the priors predict the codes.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TrainingOptions options;

  @Override
  public Integer call() {
    RunDirectory run = options.run();
    TrainingSettings base =
        VqVaeTraining.begunWith(run).orElse(VqVaeTrainingSettings.SMALL_BATCHES).training();
    Map<String, Map<String, Double>> measures;
    try (TrainingDisplay display = TrainingDisplay.of(spec, run, "evaluation")) {
      measures =
          new ModelEvaluation(run, options.over(base), display).evaluate(options.recordings());
    }
    PrintWriter out = spec.commandLine().getOut();
    measures.forEach(
        (part, values) ->
            values.forEach(
                (name, value) ->
                    out.println(
                        String.format(Locale.ROOT, "%-16s %-36s %9.3f", part, name, value))));
    out.flush();
    return ExitCode.DONE;
  }
}
