package org.jukebox4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks, before any work, that a result will have a place. */
final class OutputFile {
  private OutputFile() {}

  /** The file, after checking that it can be written. An existing file will be replaced. */
  static Path checked(String option, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new UserException(
          option + " must be a file, but " + file + " is a directory. Add a file name.");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UserException(
          option + " cannot be written: the directory " + folder + " does not exist. Create it.");
    }
    boolean writable = Files.exists(file) ? Files.isWritable(file) : Files.isWritable(folder);
    if (!writable) {
      throw new UserException(
          option + " cannot be written: no permission for " + file + ". Choose another place.");
    }
    return file;
  }

  /** The first of several songs that are numbered. */
  static Path first(Path out) {
    String name = String.valueOf(out.getFileName());
    int dot = name.lastIndexOf('.');
    return beside(out, "-1" + (dot > 0 ? name.substring(dot) : ""));
  }

  /** The file beside another one with the same name and another extension. */
  static Path beside(Path file, String extension) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + extension);
  }
}
