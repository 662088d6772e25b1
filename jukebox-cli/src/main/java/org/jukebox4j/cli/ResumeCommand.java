package org.jukebox4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.Jukebox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a run that was stopped. */
@Command(
    name = "resume",
    description = "Goes on with a run that was stopped; the music is that of an undisturbed run.",
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;
  @Mixin private PageOption page;

  @Parameters(paramLabel = "FILE", description = "The --state file of the run.")
  private Path state;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The WAV file to write (default: FILE with the extension .wav).")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Path wav = OutputFile.checked("--out", out == null ? OutputFile.beside(state, ".wav") : out);
    page.prepare();
    try (Jukebox jukebox = model.load()) {
      return new SamplingRun(spec, wav, state, page)
          .run(jukebox, (listener, token) -> jukebox.resume(state, listener, token));
    }
  }
}
