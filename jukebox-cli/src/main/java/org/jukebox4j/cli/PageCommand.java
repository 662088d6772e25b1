package org.jukebox4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.CancellationToken;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.session.ResolvedRequest;
import org.jukebox4j.sampling.session.ResolvedRequest.LevelChoice;
import org.jukebox4j.sampling.state.SamplingState;
import org.jukebox4j.sampling.state.SamplingStateFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a page of a song that is finished. */
@Command(
    name = "page",
    description =
        "Makes a page of a finished song: player, spectrogram, lyrics that light up, all settings"
            + " and the command that makes it again, in one file.",
    mixinStandardHelpOptions = true)
final class PageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;

  @Parameters(
      paramLabel = "FILE",
      description = "The --state file that sample, continue or upsample kept.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write index.html, replaced if it exists (default: page).")
  private Path out = Path.of("page");

  @Override
  public Integer call() throws IOException {
    PageOption.prepare("--out", out);
    SamplingState state = SamplingStateFile.read(file);
    try (Jukebox jukebox = model.load()) {
      requireFinished(jukebox, state);
      Song song = jukebox.resume(state, progress -> {}, new CancellationToken());
      PageOption.write(out, spec, jukebox, new PageOption.FinishedRun(state, song));
    }
    return ExitCode.DONE;
  }

  private void requireFinished(Jukebox jukebox, SamplingState state) {
    if (!state.fingerprint().equals(jukebox.model().fingerprint())) {
      return; // Its lengths mean nothing to this model; resuming refuses it.
    }
    ResolvedRequest request = ResolvedRequest.of(state);
    for (LevelChoice choice : request.levels()) {
      Level level = choice.level();
      long codes = request.span().sampled() / jukebox.model().shape(level).samplesPerCode();
      if (state.codes().length(level) < codes) {
        throw new UserException(
            file
                + " holds a run that was not finished: "
                + state.codes().length(level)
                + " of "
                + codes
                + " "
                + level.label()
                + " codes are there. Go on with 'jukebox resume "
                + file
                + " --page "
                + out
                + "'.");
      }
    }
  }
}
