package org.jukebox4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.cli.page.SongPage;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.state.SamplingState;
import org.jukebox4j.sampling.state.SamplingStateFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether a page to listen to and to look at is made of the song. */
final class PageOption {
  @Option(
      names = "--page",
      paramLabel = "DIR",
      description =
          "Also write DIR/index.html, a page to pass on: player, spectrogram, lyrics that light up,"
              + " all settings and the command that makes the song again, in one file.")
  private @Nullable Path folder;

  /** Checks, before any work, that the page will have a place, and makes the folder. */
  void prepare() throws IOException {
    if (folder != null) {
      prepare("--page", folder);
    }
  }

  static void prepare(String option, Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserException(
          option + " must be a directory, but " + folder + " is a file. Name another place.");
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new UserException(
          option + " cannot be made: the directory " + parent + " does not exist. Create it.");
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder);
    }
    OutputFile.checked(option, folder.resolve(SongPage.FILE));
  }

  /** Writes the page if one was asked for. */
  void write(CommandSpec spec, Jukebox jukebox, Path state, Song song) throws IOException {
    if (folder != null) {
      write(folder, spec, jukebox, new FinishedRun(SamplingStateFile.read(state), song));
    }
  }

  /** A run and what it gave. */
  record FinishedRun(SamplingState state, Song song) {}

  static void write(Path folder, CommandSpec spec, Jukebox jukebox, FinishedRun run)
      throws IOException {
    String command = new RepeatingCommand(spec, jukebox.description(), run.state()).text();
    Path page =
        new SongPage(jukebox.description(), run.state(), run.song(), command, Version.program())
            .write(folder);
    spec.commandLine().getOut().println(page + ": the song as a page, open it in a browser");
    spec.commandLine().getOut().flush();
  }
}
