package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jukebox4j.core.audio.WavReader;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.checkpoint.TensorEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is in a file. */
@Command(
    name = "info",
    description = "Shows what is in a recording or a checkpoint.",
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A .wav, .safetensors, .pth or .pth.tar file.")
  private Path file;

  @Option(names = "--tensors", description = "Also list every tensor of a checkpoint.")
  private boolean tensors;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    if (name.toLowerCase(Locale.ROOT).endsWith(".wav")) {
      recording(out);
    } else {
      checkpoint(out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private void recording(PrintWriter out) {
    try (WavReader reader = WavReader.open(file)) {
      MachineReport.row(out, "Recording", file.toString());
      MachineReport.row(out, "Samples", reader.format().samples().toString());
      MachineReport.row(out, "Channels", Integer.toString(reader.format().channels()));
      MachineReport.row(out, "Rate", reader.format().rate().toString());
      MachineReport.row(
          out,
          "Duration",
          String.format(Locale.ROOT, "%.3f s", reader.format().rate().seconds(reader.frames())));
    }
  }

  private void checkpoint(PrintWriter out) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      Map<String, TensorEntry> entries = checkpoint.entries();
      long elements =
          entries.values().stream()
              .mapToLong(
                  entry ->
                      entry.shape().stream()
                          .mapToLong(Integer::longValue)
                          .reduce(1, (a, b) -> a * b))
              .sum();
      MachineReport.row(out, "Checkpoint", file.toString());
      MachineReport.row(out, "Tensors", Integer.toString(entries.size()));
      MachineReport.row(out, "Elements", Long.toString(elements));
      checkpoint.metadata().forEach((key, value) -> MachineReport.row(out, key, shorten(value)));
      if (tensors) {
        entries.values().forEach(entry -> out.println("  " + describe(entry)));
      }
    }
  }

  private static String describe(TensorEntry entry) {
    return entry.name() + " " + entry.type() + " " + entry.shape();
  }

  private static String shorten(String value) {
    String line = value.replaceAll("\\s+", " ");
    return line.length() <= 100 ? line : line.substring(0, 97) + "...";
  }
}
