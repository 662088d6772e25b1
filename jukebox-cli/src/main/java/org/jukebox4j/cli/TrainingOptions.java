package org.jukebox4j.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.training.RunDirectory;
import org.jukebox4j.training.StepSettings;
import org.jukebox4j.training.TrainingSettings;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all trainings can be told. What is not said stays as the run began, or as it is usual. */
final class TrainingOptions {
  @Parameters(
      index = "0",
      paramLabel = "RECORDINGS",
      description =
          "A folder of recordings with a metadata.jsonl: one line a song, {\"file\": \"a.wav\","
              + " \"artist\": \"...\", \"genre\": \"...\", \"lyrics\": \"...\"}.")
  private Path recordings;

  @Parameters(index = "1", paramLabel = "RUN", description = "The folder of the run and the model.")
  private Path run;

  @Option(names = "--steps", paramLabel = "N", description = "How many steps to train.")
  private @Nullable Long steps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Recordings or windows that a step learns from.")
  private @Nullable Integer batch;

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      description = "Batches whose gradients are added up for a step.")
  private @Nullable Integer accumulate;

  @Option(names = "--learning-rate", paramLabel = "X", description = "The largest learning rate.")
  private @Nullable Double learningRate;

  @Option(names = "--warm-up", paramLabel = "N", description = "Steps until it is reached.")
  private @Nullable Integer warmUp;

  @Option(
      names = "--decay",
      paramLabel = "none|linear|cosine",
      description =
          "How the learning rate falls: not at all, over the last three tenths of the steps, or"
              + " along a cosine.")
  private StepSettings.@Nullable Decay decay;

  @Option(names = "--clip", paramLabel = "X", description = "Longest gradient norm.")
  private @Nullable Double clip;

  @Option(
      names = "--average",
      paramLabel = "X",
      description = "Part of the weight averages that a step keeps, 0 for no averages.")
  private @Nullable Double average;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description = "Steps between two checkpoints; at most so much is lost by a power cut.")
  private @Nullable Long checkpointEvery;

  @Option(
      names = "--evaluate-every",
      paramLabel = "N",
      description = "Steps between two evaluations, each with pictures and sound.")
  private @Nullable Long evaluateEvery;

  @Option(
      names = "--validation-share",
      paramLabel = "X",
      description = "How much of the recordings is kept apart, by song.")
  private @Nullable Double validationShare;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Key of the order of the recordings and of the first weights.")
  private @Nullable Long seed;

  Path recordings() {
    return recordings;
  }

  RunDirectory run() {
    return new RunDirectory(run);
  }

  TrainingSettings over(TrainingSettings base) {
    StepSettings step = base.step();
    TrainingSettings.Pace pace = base.pace();
    TrainingSettings.DataChoice data = base.data();
    return new TrainingSettings(
        or(steps, base.steps()),
        or(batch, base.items()),
        new StepSettings(
            or(learningRate, step.learningRate()),
            or(warmUp, step.warmUp()),
            or(decay, step.decay()),
            step.weightDecay(),
            step.weightDecayForm(),
            or(clip, step.clip()),
            or(average, step.averageDecay())),
        new TrainingSettings.Pace(
            or(checkpointEvery, pace.checkpointEvery()),
            or(evaluateEvery, pace.evaluateEvery()),
            or(accumulate, pace.batchesPerStep())),
        new TrainingSettings.DataChoice(
            or(validationShare, data.validationShare()),
            data.validationBatches(),
            or(seed, data.seed())));
  }

  static <T> T or(@Nullable T said, T usual) {
    return said == null ? usual : said;
  }
}
