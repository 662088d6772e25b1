package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.state.HierarchyCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Turns codes into a recording. */
@Command(
    name = "decode",
    description = "Turns the codes of one level into a recording.",
    mixinStandardHelpOptions = true)
final class DecodeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;
  @Mixin private CodesOption codes;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "top, middle or bottom (default: the lowest that the file holds).")
  private @Nullable String level;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The WAV file to write, replaced if it exists (default: decoded.wav).")
  private Path out = Path.of("decoded.wav");

  @Override
  public Integer call() {
    Path file = OutputFile.checked("--out", out);
    PrintWriter stdout = spec.commandLine().getOut();
    try (Jukebox jukebox = model.load()) {
      HierarchyCodes read = codes.read(jukebox);
      Level from =
          level == null
              ? read.levels().keySet().iterator().next()
              : SamplingOptions.level("--level", level);
      Waveform waveform = jukebox.decode(read, from).get(0);
      WavWriter.write(file, waveform);
      stdout.println(
          file
              + String.format(
                  Locale.ROOT,
                  ": %.2f s at %s from the %s level",
                  waveform.seconds(),
                  waveform.rate(),
                  from.label()));
      stdout.flush();
    }
    return ExitCode.DONE;
  }
}
