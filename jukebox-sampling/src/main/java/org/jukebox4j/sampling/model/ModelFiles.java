package org.jukebox4j.sampling.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the files of a model and says which of them are missing. */
final class ModelFiles {
  private final Path folder;
  private final Map<String, Path> found = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();

  ModelFiles(Path folder) {
    this.folder = folder;
    if (!Files.isDirectory(folder)) {
      throw new ModelException(
          folder
              + ": this is "
              + (Files.exists(folder) ? "a file" : "nothing")
              + "; a model is a folder with one file for its codec and one for each prior");
    }
  }

  /**
   * Looks for a file.
   *
   * @param part what it is for
   * @param candidates paths relative to the folder, of which the first that exists is taken
   * @return this
   */
  ModelFiles need(String part, List<String> candidates) {
    for (String candidate : candidates) {
      Path file = folder.resolve(candidate);
      if (Files.isRegularFile(file)) {
        found.put(part, file);
        return this;
      }
    }
    missing.add(String.join(" or ", candidates));
    return this;
  }

  /**
   * Refuses half a model.
   *
   * @param what what the folder should hold, such as {@code "the model 5b"}
   * @param remedy what to do
   */
  void requireAll(String what, String remedy) {
    if (missing.isEmpty()) {
      return;
    }
    List<String> there =
        found.values().stream().map(file -> folder.relativize(file).toString()).toList();
    throw new ModelException(
        folder
            + ": of "
            + what
            + (there.isEmpty() ? " nothing is there" : " there are " + String.join(", ", there))
            + "; missing are "
            + String.join(", ", missing)
            + ". "
            + remedy);
  }

  /** The file found for a part. */
  Path file(String part) {
    Path file = found.get(part);
    if (file == null) {
      throw new IllegalArgumentException("part must be one that was looked for, but was " + part);
    }
    return file;
  }
}
