package org.jukebox4j.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.run.RunEnd;
import org.jukebox4j.prior.dataset.LyricsPlacement;
import org.jukebox4j.prior.dataset.WindowSettings;
import org.jukebox4j.sampling.model.ModelPart;
import org.jukebox4j.training.LyricsExtension;
import org.jukebox4j.training.LyricsSettings;
import org.jukebox4j.training.PriorTraining;
import org.jukebox4j.training.PriorTrainingSettings;
import org.jukebox4j.training.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the prior of one level. */
@Command(
    name = "train-prior",
    description =
        "Trains the prior of one level on a folder of recordings, with the trained codec of the"
            + " run. Stop it with Ctrl-C at any time; the same command goes on.",
    mixinStandardHelpOptions = true)
final class TrainPriorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TrainingOptions options;

  @Option(
      names = "--level",
      paramLabel = "top|middle|bottom",
      required = true,
      description = "Whose prior to train.")
  private Level level = Level.TOP;

  @Option(
      names = "--add-lyrics",
      description =
          "Give a top prior that was trained without lyrics layers that attend to them, and go on"
              + " from its weights, as in the paper.")
  private boolean addLyrics;

  @Option(
      names = "--label-dropout",
      paramLabel = "X",
      description =
          "Of how many windows artist, genre and lyrics are hidden, each for itself, so that the"
              + " prior can do without (default: 0, as in the original).")
  private @Nullable Double labelDropout;

  @Option(
      names = "--lyrics-window",
      paramLabel = "timed|linear",
      description =
          "Which lyrics a window is told where their times are known: those that are sung at its"
              + " middle, or those that the linear heuristic expects there, as sampling does"
              + " (default: timed).")
  private @Nullable LyricsPlacement lyricsPlacement;

  @Option(
      names = "--align",
      paramLabel = "X",
      description =
          "Also learn to attend to the words that are sung, where their times are known: how much a"
              + " bit that the attention misses counts beside a bit of a code (default: 0, as in"
              + " the original).")
  private @Nullable Double alignmentShare;

  @Option(
      names = "--window-stride",
      paramLabel = "N",
      description =
          "Let windows begin only every so many codes of a song, and where one ends with it, as"
              + " sampling opens them when it moves on by as many (default: 1, anywhere, as in the"
              + " original). Such a prior knows where in a bar it is if the recordings were played"
              + " by a clock that fits.")
  private @Nullable Integer windowStride;

  @Option(
      names = "--code-dropout",
      paramLabel = "X",
      description =
          "Of how many codes of a window, at most, the prior hears any others, so that it can go on"
              + " from codes that are not quite right, as its own are, and heeds labels and timing"
              + " more (default: 0, as in the original).")
  private @Nullable Double codeDropout;

  @Option(
      names = "--upper-code-dropout",
      paramLabel = "X",
      description =
          "Of how many codes of the level above, at most, an upsampler hears any others, so that it"
              + " makes music from what the prior above makes, which is not quite right (default: 0,"
              + " as in the original).")
  private @Nullable Double upperCodeDropout;

  @Override
  public Integer call() {
    RunDirectory run = options.run();
    if (addLyrics && level != run.description().top()) {
      throw new UserException("--add-lyrics is for the top level, but --level is " + level.label());
    }
    if (upperCodeDropout != null && level == run.description().top()) {
      throw new UserException(
          "--upper-code-dropout is for levels below the top, but --level is " + level.label());
    }
    try (TrainingDisplay display = TrainingDisplay.of(spec, run, ModelPart.priorOf(level).stem());
        Interruption interruption = new Interruption()) {
      PriorTrainingSettings base =
          PriorTraining.begunWith(run, level).orElse(PriorTrainingSettings.SMALL_BATCHES);
      if (addLyrics) {
        LyricsExtension.extend(run, base);
      }
      PriorTrainingSettings settings =
          new PriorTrainingSettings(
              options.over(base.training()),
              base.initialisation(),
              lyrics(base.lyrics()),
              windows(base.windows()));
      RunEnd end =
          new PriorTraining(run, level, settings, display)
              .run(options.recordings(), interruption.token()::isCancelled);
      return display.finish(end);
    }
  }

  private LyricsSettings lyrics(LyricsSettings base) {
    return new LyricsSettings(
        TrainingOptions.or(lyricsPlacement, base.placement()),
        TrainingOptions.or(alignmentShare, base.alignmentShare()));
  }

  private WindowSettings windows(WindowSettings base) {
    return new WindowSettings(
        TrainingOptions.or(windowStride, base.stride()),
        TrainingOptions.or(labelDropout, base.labelDropout()),
        TrainingOptions.or(codeDropout, base.codeDropout()),
        upperCodeDropout == null ? base.upperCodeDropout() : upperCodeDropout);
  }
}
