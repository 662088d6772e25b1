package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.audio.WavFormat;
import org.jukebox4j.core.audio.WavReader;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.checkpoint.TensorEntry;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.label.LabelVocabulary;
import org.jukebox4j.sampling.model.LevelShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is in a file, or what a model knows. */
@Command(
    name = "info",
    description = "Shows what is in a recording or a checkpoint; without FILE, what a model knows.",
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
  private static final int SHOWN_NAMES = 30;

  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A .wav, .safetensors, .pth, .pth.tar or .jukebox file.")
  private @Nullable Path file;

  @Option(names = "--tensors", description = "Also list every tensor of a checkpoint.")
  private boolean tensors;

  @Option(names = "--names", description = "List all artists and genres that the model knows.")
  private boolean names;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (file == null) {
      model(out);
    } else if (isRecording(file)) {
      recording(file, out);
    } else {
      checkpoint(file, out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static boolean isRecording(Path file) {
    if (Files.isDirectory(file)) {
      throw new UserException(
          file + " is a directory. For a model write 'jukebox info --model " + file + "'.");
    }
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".wav");
  }

  private void model(PrintWriter out) {
    try (Jukebox jukebox = model.load()) {
      MachineReport.row(out, "Model", jukebox.model().fingerprint());
      MachineReport.row(out, "Rate", jukebox.model().sampleRate().toString());
      Level top = jukebox.model().top();
      for (int index = top.index(); index >= 0; index--) {
        Level level = Level.of(index);
        MachineReport.row(
            out,
            level.label(),
            describe(jukebox.model().shape(level), jukebox.model().sampleRate().hertz())
                + ", "
                + Sizes.bytes(jukebox.estimate().level(level).weightBytes()));
      }
      LabelVocabulary known = jukebox.model().vocabulary(top).orElse(null);
      MachineReport.row(out, "Artists", known == null ? "none" : list(known.artists().names()));
      MachineReport.row(out, "Genres", known == null ? "none" : list(known.genres().names()));
    }
  }

  private static String describe(LevelShape shape, int rate) {
    double perSecond = (double) rate / shape.samplesPerCode();
    return String.format(
        Locale.ROOT,
        "%.1f codes/s, %d different, context %.2f s",
        perSecond,
        shape.codebookSize(),
        shape.contextLength() / perSecond);
  }

  private String list(List<String> all) {
    Stream<String> shown = names ? all.stream() : all.stream().limit(SHOWN_NAMES);
    String text = String.join(", ", shown.toList());
    return names || all.size() <= SHOWN_NAMES
        ? text
        : text + " and " + (all.size() - SHOWN_NAMES) + " more (--names)";
  }

  private static void recording(Path file, PrintWriter out) {
    try (WavReader reader = WavReader.open(file)) {
      WavFormat format = reader.format();
      MachineReport.row(out, "Recording", file.toString());
      MachineReport.row(out, "Samples", format.samples().toString());
      MachineReport.row(out, "Channels", Integer.toString(format.channels()));
      MachineReport.row(out, "Rate", format.rate().toString());
      double seconds = format.rate().seconds(reader.frames());
      MachineReport.row(out, "Duration", String.format(Locale.ROOT, "%.3f s", seconds));
    }
  }

  private void checkpoint(Path file, PrintWriter out) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      Map<String, TensorEntry> entries = checkpoint.entries();
      long elements = entries.values().stream().mapToLong(InfoCommand::size).sum();
      MachineReport.row(out, "Checkpoint", file.toString());
      MachineReport.row(out, "Tensors", Integer.toString(entries.size()));
      MachineReport.row(out, "Elements", Long.toString(elements));
      checkpoint.metadata().forEach((key, value) -> MachineReport.row(out, key, shorten(value)));
      if (tensors) {
        entries.values().forEach(entry -> out.println("  " + describe(entry)));
      }
    }
  }

  private static long size(TensorEntry entry) {
    return entry.shape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  private static String describe(TensorEntry entry) {
    return entry.name() + " " + entry.type() + " " + entry.shape();
  }

  private static String shorten(String value) {
    String line = value.replaceAll("\\s+", " ");
    return line.length() <= 100 ? line : line.substring(0, 97) + "...";
  }
}
