package org.jukebox4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.corpus.CorpusSettings;
import org.jukebox4j.corpus.evaluation.CorpusEvaluation;
import org.jukebox4j.corpus.evaluation.Evaluation;
import org.jukebox4j.corpus.evaluation.EvaluationSettings;
import org.jukebox4j.training.ModelEvaluation;
import org.jukebox4j.training.RunDirectory;
import org.jukebox4j.training.TrainingSettings;
import org.jukebox4j.training.VqVaeTraining;
import org.jukebox4j.training.VqVaeTrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a model: on recordings that were kept apart, or by listening to what it makes. */
@Command(
    name = "evaluate",
    description = {
      "With RECORDINGS and RUN: what each level of the codec keeps of recordings that were kept"
          + " apart when it was trained, and how well the priors predict their codes.",
      "Without: makes songs with a model that was trained on make-corpus and judges whether they"
          + " obey artist, genre, lyrics and length, beside real songs and chance."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;

  @Parameters(index = "0", arity = "0..1", paramLabel = "RECORDINGS", description = "A folder.")
  private @Nullable Path recordings;

  @Parameters(index = "1", arity = "0..1", paramLabel = "RUN", description = "A run.")
  private @Nullable Path run;

  @Option(
      names = "--corpus-seed",
      paramLabel = "N",
      description = "The seed of the corpus that the model was trained on (default: 7).")
  private long corpusSeed = 7;

  @Option(
      names = "--conditions",
      paramLabel = "N",
      description = "Pairs of an artist and a genre to ask for, up to 36 (default: 18).")
  private int conditions = 18;

  @Option(names = "--songs", paramLabel = "N", description = "Songs of each (default: 2).")
  private int songs = 2;

  @Option(
      names = "--changes",
      paramLabel = "N",
      description =
          "In so many conditions one song is made twice more, with other lyrics alone and with"
              + " another artist alone; 0 for none (default: 6, or as many as conditions).")
  private @Nullable Integer changes;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "Songs made at a time; the result does not depend on it (default: 2).")
  private int atOnce = 2;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Also write evaluation.md, evaluation.json, every song and the spectrogram of the first"
              + " one there; after each song, so that they are right when the evaluation is"
              + " interrupted.")
  private @Nullable Path report;

  @Override
  public Integer call() throws IOException {
    if (recordings == null) {
      return listen();
    }
    if (run == null) {
      throw new UserException("evaluate needs RECORDINGS and RUN, or neither and --model");
    }
    return measure(recordings, new RunDirectory(run));
  }

  private int measure(Path folder, RunDirectory directory) {
    TrainingSettings settings =
        VqVaeTraining.begunWith(directory).orElse(VqVaeTrainingSettings.SMALL_BATCHES).training();
    Map<String, Map<String, Double>> measures;
    try (TrainingDisplay display = TrainingDisplay.of(spec, directory, "evaluation")) {
      measures = new ModelEvaluation(directory, settings, display).evaluate(folder);
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

  private int listen() throws IOException {
    EvaluationReport written = report == null ? null : EvaluationReport.in(report);
    CorpusEvaluation asked = CorpusEvaluation.of(settings()).atOnce(atOnce);
    PrintWriter err = spec.commandLine().getErr();
    try (Jukebox jukebox = model.load()) {
      Evaluation evaluation = asked.run(jukebox, new EvaluationProgress(err, written));
      spec.commandLine().getOut().print(evaluation.table());
      spec.commandLine().getOut().flush();
    }
    return ExitCode.DONE;
  }

  private EvaluationSettings settings() {
    EvaluationSettings settings =
        EvaluationSettings.of(CorpusSettings.of(corpusSeed)).withSongs(conditions, songs);
    return changes == null ? settings : settings.withChanges(changes);
  }
}
