package org.jukebox4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.checkpoint.ElementType;
import org.jukebox4j.sampling.model.ModelFolderWriter;
import org.jukebox4j.sampling.model.ModelSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model as it is given to others. */
@Command(
    name = "export",
    description =
        "Copies a model without what belongs to its training, its priors in half the bytes. A"
            + " training can begin from the copy.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A folder with a model.json.")
  private Path model;

  @Parameters(index = "1", paramLabel = "DIR", description = "Where to: an empty or new folder.")
  private Path out;

  @Option(
      names = "--type",
      paramLabel = "float16|float32",
      description = "In which numbers the priors are written (default: float16).")
  private Type type = Type.FLOAT16;

  /** Number types by their usual names. */
  enum Type {
    FLOAT16(ElementType.F16),
    FLOAT32(ElementType.F32);

    private final ElementType element;

    Type(ElementType element) {
      this.element = element;
    }
  }

  @Override
  public Integer call() throws IOException {
    requireEmpty();
    try (Jukebox jukebox = Jukebox.load(ModelSource.directory(model))) {
      ModelFolderWriter.write(jukebox.model(), out, type.element);
    }
    PrintWriter stdout = spec.commandLine().getOut();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.sorted().toList()) {
        stdout.println(String.format(Locale.ROOT, "%s: %s", file, Sizes.bytes(Files.size(file))));
      }
    }
    stdout.flush();
    return ExitCode.DONE;
  }

  private void requireEmpty() throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    try (Stream<Path> files = Files.isDirectory(out) ? Files.list(out) : Stream.of(out)) {
      if (files.findAny().isPresent()) {
        throw new UserException(
            "DIR must be an empty or new folder, but there is something in " + out);
      }
    }
  }
}
