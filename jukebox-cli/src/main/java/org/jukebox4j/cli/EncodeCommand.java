package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.audio.AudioFiles;
import org.jukebox4j.sampling.state.HierarchyCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns a recording into codes. */
@Command(
    name = "encode",
    description = "Turns a recording into codes of every level.",
    mixinStandardHelpOptions = true)
final class EncodeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;

  @Parameters(paramLabel = "FILE", description = "WAV of any rate and number of channels.")
  private Path recording;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file of codes to write (default: codes.safetensors).")
  private Path out = Path.of("codes.safetensors");

  @Override
  public Integer call() {
    Path file = OutputFile.checked("--out", out);
    PrintWriter stdout = spec.commandLine().getOut();
    try (Jukebox jukebox = model.load()) {
      HierarchyCodes codes = jukebox.encode(AudioFiles.read(recording));
      CodesFile.write(file, codes, jukebox.model().fingerprint());
      stdout.println(file + ": codes of " + CodesFile.describe(codes));
      stdout.flush();
    }
    return ExitCode.DONE;
  }
}
