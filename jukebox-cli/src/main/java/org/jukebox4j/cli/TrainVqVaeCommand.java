package org.jukebox4j.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.dataset.Dataset;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.run.RunEnd;
import org.jukebox4j.training.DecoderExtension;
import org.jukebox4j.training.ModelPreset;
import org.jukebox4j.training.RunDirectory;
import org.jukebox4j.training.TrainingObserver;
import org.jukebox4j.training.VqVaeTraining;
import org.jukebox4j.training.VqVaeTrainingSettings;
import org.jukebox4j.vqvae.codebook.CodebookSettings;
import org.jukebox4j.vqvae.codebook.RandomRestart;
import org.jukebox4j.vqvae.loss.ReconstructionLoss;
import org.jukebox4j.vqvae.loss.VqVaeLossConfig;
import org.jukebox4j.vqvae.training.TrainedParts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a codec. */
@Command(
    name = "train-vqvae",
    description =
        "Trains the codec of a model on a folder of recordings. Stop it with Ctrl-C at any time;"
            + " the same command goes on.",
    mixinStandardHelpOptions = true)
final class TrainVqVaeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TrainingOptions options;

  @Option(
      names = "--preset",
      paramLabel = "tiny|mini",
      description =
          "Sizes of a new model, written into RUN/model.json (default: mini). Edit that file before"
              + " training for any other sizes.")
  private ModelPreset preset = ModelPreset.MINI;

  @Option(
      names = "--lyrics",
      paramLabel = "none|separate|shared",
      description =
          "How the top prior of a new model reads lyrics: not at all, in an encoder of its own"
              + " (default), or before the codes in the same transformer.")
  private ModelPreset.Lyrics lyrics = ModelPreset.Lyrics.SEPARATE;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Samples of a recording that are heard at once.")
  private @Nullable Integer samples;

  @Option(
      names = "--unquantised-steps",
      paramLabel = "N",
      description = "Steps before the first codes are chosen (0: as in the original).")
  private @Nullable Long unquantisedSteps;

  @Option(
      names = "--restart",
      paramLabel = "original|relative|never",
      description =
          "When a code is restarted: below one use a step, below a tenth of its expected use"
              + " (default), or never.")
  private @Nullable Restart restart;

  @Option(names = "--loss", paramLabel = "l1|l2|linf|mix", description = "The loss on the samples.")
  private @Nullable SampleLoss loss;

  @Option(
      names = "--spectral-weight",
      paramLabel = "X",
      description = "Weight of the spectral loss at three resolutions (default: 1).")
  private @Nullable Double spectralWeight;

  @Option(
      names = "--commitment-weight",
      paramLabel = "X",
      description = "Weight of the commitment loss (default: 0.02).")
  private @Nullable Double commitmentWeight;

  @Option(
      names = "--emphasis",
      paramLabel = "X",
      description =
          "How much high frequencies are raised before spectra are compared, from 0 (default, as in"
              + " the original) to below 1: 0.9 keeps voices clearer and basses less.")
  private @Nullable Double emphasis;

  @Option(
      names = "--decoders-only",
      description =
          "Goes on with the decoders of a trained codec alone: codes, and what priors learnt of"
              + " them, stay valid.")
  private boolean decodersOnly;

  @Option(
      names = "--level",
      paramLabel = "bottom|middle|top",
      description = "With --decoders-only: the decoder of this level alone.")
  private @Nullable Level level;

  @Option(
      names = "--decoder-depth",
      paramLabel = "N",
      description =
          "With --decoders-only and --level: first makes each residual stack of that decoder N"
              + " blocks deep. New blocks begin as the identity.")
  private @Nullable Integer decoderDepth;

  /** The rules of {@link RandomRestart}. */
  enum Restart {
    ORIGINAL,
    RELATIVE,
    NEVER
  }

  /** The forms of {@link ReconstructionLoss}. */
  enum SampleLoss {
    L1,
    L2,
    LINF,
    MIX
  }

  @Override
  public Integer call() {
    RunDirectory run = options.run();
    requireTogether("--level", level != null, "--decoders-only", decodersOnly);
    requireTogether("--decoder-depth", decoderDepth != null, "--level", level != null);
    try (TrainingDisplay display = TrainingDisplay.of(spec, run, "vqvae");
        Interruption interruption = new Interruption()) {
      describe(run, display);
      VqVaeTrainingSettings base =
          VqVaeTraining.begunWith(run).orElse(VqVaeTrainingSettings.SMALL_BATCHES);
      VqVaeTrainingSettings settings = settings(base);
      if (level != null && decoderDepth != null) {
        DecoderExtension.deepen(run, level, decoderDepth, settings.training().data().seed());
      }
      RunEnd end =
          new VqVaeTraining(run, settings, display)
              .run(options.recordings(), interruption.token()::isCancelled);
      return display.finish(end);
    }
  }

  private static void requireTogether(
      String option, boolean isThere, String other, boolean isOtherThere) {
    if (isThere && !isOtherThere) {
      throw new UserException("%s needs %s, which is not there".formatted(option, other));
    }
  }

  private TrainedParts parts(TrainedParts base) {
    if (!decodersOnly) {
      return base;
    }
    return level == null ? TrainedParts.DECODERS : TrainedParts.decoder(level);
  }

  private void describe(RunDirectory run, TrainingObserver observer) {
    if (!run.isDescribed()) {
      Path cache = run.folder().resolve("training").resolve("recordings");
      Dataset dataset = Dataset.open(options.recordings(), cache, preset.sampleRate(), observer);
      String name = String.valueOf(run.folder().toAbsolutePath().getFileName());
      run.describe(preset.describe(name, dataset, lyrics));
    }
  }

  private VqVaeTrainingSettings settings(VqVaeTrainingSettings base) {
    RandomRestart rule = restart == null ? base.codebooks().restart() : rule(restart);
    return new VqVaeTrainingSettings(
        options.over(base.training()),
        TrainingOptions.or(samples, base.samples()),
        TrainingOptions.or(unquantisedSteps, base.unquantisedSteps()),
        new CodebookSettings(base.codebooks().emaDecay(), rule),
        losses(base.losses()),
        parts(base.parts()));
  }

  private static RandomRestart rule(Restart restart) {
    return switch (restart) {
      case ORIGINAL -> RandomRestart.ORIGINAL;
      case RELATIVE -> RandomRestart.RELATIVE;
      case NEVER -> RandomRestart.NEVER;
    };
  }

  private VqVaeLossConfig losses(VqVaeLossConfig base) {
    ReconstructionLoss reconstruction = base.reconstruction();
    if (loss != null) {
      reconstruction =
          switch (loss) {
            case L1 -> ReconstructionLoss.l1();
            case L2 -> ReconstructionLoss.l2();
            case LINF -> ReconstructionLoss.linf(ReconstructionLoss.USUAL_LARGEST_COUNT);
            case MIX -> VqVaeLossConfig.vqvae(base.normalisers()).reconstruction();
          };
    }
    return new VqVaeLossConfig(
        reconstruction,
        base.spectralWeight(),
        TrainingOptions.or(spectralWeight, base.multiResolutionWeight()),
        TrainingOptions.or(commitmentWeight, base.commitmentWeight()),
        base.spectralForm(),
        TrainingOptions.or(emphasis, base.emphasis()),
        base.normalisers());
  }
}
