package org.jukebox4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.cli.chart.SpectrogramPicture;
import org.jukebox4j.core.audio.SampleFormat;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.run.RunEnd;
import org.jukebox4j.core.run.RunFolder;
import org.jukebox4j.core.run.StepReport;
import org.jukebox4j.training.Reconstruction;
import org.jukebox4j.training.RunDirectory;
import org.jukebox4j.training.TrainingObserver;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Shows how a training proceeds, a bar on a terminal and lines now and then anywhere else, and
 * writes curves, spectrograms and sound beside its checkpoint.
 */
final class TrainingDisplay implements TrainingObserver, AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int REDRAW_MILLIS = 500;

  private final CommandSpec spec;
  private final PrintWriter err;
  private final RunFolder folder;
  private final InstantSource clock = InstantSource.system();
  private final boolean interactive = Terminal.isInteractive();
  private @Nullable ProgressBar bar;
  private Instant next = Instant.MIN;
  private long steps;
  private double smoothLoss = Double.NaN;

  private TrainingDisplay(CommandSpec spec, RunFolder folder) {
    this.spec = spec;
    this.err = spec.commandLine().getErr();
    this.folder = folder;
  }

  static TrainingDisplay of(CommandSpec spec, RunDirectory run, String part) {
    return new TrainingDisplay(spec, new RunFolder(run.folder(), part));
  }

  private void say(String text) {
    err.println(text);
    err.flush();
  }

  private boolean isDue() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return false;
    }
    next = now.plus(PAUSE);
    return true;
  }

  @Override
  public void onSkipped(String song, String reason) {
    say("left out: " + song + ": " + reason);
  }

  @Override
  public void onExamined(int done, int total) {
    if (isDue() || done == total) {
      say("examined " + done + " of " + total + " recordings");
    }
  }

  @Override
  public void onRecordings(int training, int validation) {
    say(training + " recordings to learn from, " + validation + " kept apart");
  }

  @Override
  public void onEncoded(int done, int total) {
    if (isDue() || done == total) {
      say("codes of " + done + " of " + total + " recordings are there");
    }
  }

  @Override
  public void onStart(long step, long total) {
    steps = total;
    if (step > 0) {
      say("going on after step " + step + " of " + total);
    }
    if (interactive) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(folder.part())
              .setInitialMax(total)
              .startsFrom(step, Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(REDRAW_MILLIS)
              .hideEta()
              .build();
    }
  }

  @Override
  public void onStep(StepReport report) {
    double loss = report.step().loss();
    smoothLoss = Double.isFinite(smoothLoss) ? 0.98 * smoothLoss + 0.02 * loss : loss;
    if (!report.step().made()) {
      say("step " + report.done() + " was left out: its loss or gradient is not a number");
    }
    String state =
        String.format(
            Locale.ROOT,
            "loss %.3f, %.2f steps/s, %s left",
            smoothLoss,
            report.stepsPerSecond(),
            Sizes.time(report.timeLeft()));
    if (bar != null) {
      bar.stepTo(report.done());
      bar.setExtraMessage(" " + state);
    } else if (isDue()) {
      say("step " + report.done() + " of " + report.steps() + ": " + state);
    }
  }

  @Override
  public void onEvaluation(long step, Map<String, Double> metrics) {
    StringBuilder line = new StringBuilder("after step " + step + ", on what was kept apart:");
    metrics.forEach(
        (name, value) -> {
          if (TrainingCharts.isHeadline(name)) {
            line.append(
                String.format(Locale.ROOT, " %s %.3f", name.replace("validation_", ""), value));
          }
        });
    if (!metrics.isEmpty()) {
      say(line.toString());
    }
    TrainingCharts.draw(folder);
  }

  @Override
  public void onReconstruction(long step, Reconstruction heard) {
    String stem = "reconstruction_" + heard.level().label();
    wav("recording", heard.recording());
    wav(stem, heard.output());
    try {
      new SpectrogramPicture(
              heard.recording(),
              "recording",
              heard.output(),
              heard.level().label() + " level after step " + step)
          .write(file(stem + ".png"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void onListeningSample(long step, Level level, Waveform sample) {
    wav("sample_" + level.label(), sample);
  }

  private void wav(String stem, Waveform waveform) {
    WavWriter.write(file(stem + ".wav"), waveform, SampleFormat.PCM16);
  }

  private Path file(String name) {
    try {
      Files.createDirectories(folder.training());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return folder.training().resolve(name);
  }

  /** Says how the training ended and how to go on. */
  int finish(RunEnd end) {
    close();
    PrintWriter out = spec.commandLine().getOut();
    out.println(folder.weights() + ": weights");
    out.println(folder.training() + ": metrics, curves, sound and the state to go on from");
    out.flush();
    if (end == RunEnd.STOPPED) {
      say("jukebox: stopped before step " + steps + "; the same command goes on.");
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.DONE;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
