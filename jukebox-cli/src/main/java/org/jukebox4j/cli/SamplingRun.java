package org.jukebox4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.sampling.CancellationToken;
import org.jukebox4j.sampling.SamplingCancelledException;
import org.jukebox4j.sampling.SamplingListener;
import org.jukebox4j.sampling.SamplingProgress;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.model.ModelDescription;
import picocli.CommandLine.Model.CommandSpec;

/** Samples with progress, stops on Ctrl-C, writes the music and says what was written. */
final class SamplingRun {
  private final CommandSpec spec;
  private final Path out;
  private final Path state;
  private final PageOption page;

  SamplingRun(CommandSpec spec, Path out, Path state, PageOption page) {
    this.spec = spec;
    this.out = out;
    this.state = state;
    this.page = page;
  }

  /** Says something before the first progress is shown, when the request has been accepted. */
  private static final class Opening implements SamplingListener {
    private final Runnable before;
    private final SamplingListener display;
    private boolean said;

    Opening(Runnable before, SamplingListener display) {
      this.before = before;
      this.display = display;
    }

    @Override
    public void onProgress(SamplingProgress progress) {
      if (!said) {
        before.run();
        said = true;
      }
      display.onProgress(progress);
    }
  }

  /** Refuses to replace the state of a run that was stopped before its music was written. */
  void requireNothingUnfinished() throws IOException {
    if (!Files.exists(state)) {
      return;
    }
    Path written = Files.exists(out) ? out : OutputFile.first(out);
    boolean finished =
        Files.exists(written)
            && Files.getLastModifiedTime(written).compareTo(Files.getLastModifiedTime(state)) >= 0;
    if (!finished) {
      throw new UserException(
          state
              + " holds a run that was not finished. Go on with 'jukebox resume "
              + state
              + "', delete it, or name another file with --state.");
    }
  }

  int run(Jukebox jukebox, BiFunction<SamplingListener, CancellationToken, Song> sampling)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Song song;
    try (Interruption interruption = new Interruption();
        ProgressDisplay display = ProgressDisplay.on(err)) {
      Opening opening = new Opening(() -> sayWhatTheModelIs(jukebox, err), display);
      try {
        song = sampling.apply(opening, interruption.token());
      } catch (SamplingCancelledException stopped) {
        display.close();
        sayHowToGoOn(err);
        return ExitCode.INTERRUPTED;
      }
    }
    report(song);
    page.write(spec, jukebox, state, song);
    return ExitCode.DONE;
  }

  private static void sayWhatTheModelIs(Jukebox jukebox, PrintWriter err) {
    if (jukebox.description().training() == ModelDescription.Training.UNTRAINED) {
      err.println(
          "The model has random weights and has learnt nothing: what it makes is noise. Name a"
              + " trained one with --model.");
      err.flush();
    }
  }

  private void sayHowToGoOn(PrintWriter err) {
    if (Files.exists(state)) {
      err.printf(
          "jukebox: stopped. The finished windows are in %s; go on with the same --model and%n"
              + "  jukebox resume %s --out %s%n",
          state, state, out);
    } else {
      err.println("jukebox: stopped before the first window was finished; nothing was kept.");
    }
    err.flush();
  }

  private void report(Song song) {
    PrintWriter stdout = spec.commandLine().getOut();
    List<Path> files = song.writeWav(out);
    for (int sample = 0; sample < files.size(); sample++) {
      Waveform waveform = song.waveforms().get(sample);
      stdout.println(
          files.get(sample)
              + String.format(
                  Locale.ROOT, ": %.2f s at %s, mono", waveform.seconds(), waveform.rate()));
    }
    stdout.println(state + ": its codes, for resume, continue, upsample and decode");
    stdout.flush();
  }
}
