package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a golden folder holds: which file is of which kind, and which kinds there should be. */
final class GoldenFolder {
  /**
   * A kind of golden file.
   *
   * @param label shown in the report
   * @param names the file names without extension, relative to the folder
   */
  record Kind(String label, Pattern names) {
    static Kind of(String label, String names) {
      return new Kind(label, Pattern.compile(names));
    }
  }

  /** Every kind of file that a golden folder has. */
  static final List<Kind> KINDS =
      List.of(
          Kind.of("alignment_*", "alignment_.*"),
          Kind.of("attn_<kind>_*", "attn_\\d+_.*"),
          Kind.of("attn_order", "attn_order"),
          Kind.of("bandwidth", "bandwidth"),
          Kind.of("bottleneck", "bottleneck"),
          Kind.of("checkpoints/*", "checkpoints/.*"),
          Kind.of("conditioner_*", "conditioner_.*"),
          Kind.of("filter_logits", "filter_logits"),
          Kind.of("fp16_adam", "fp16_adam"),
          Kind.of("hparams", "hparams"),
          Kind.of("html_*", "html_.*"),
          Kind.of("label_conditioner", "label_conditioner"),
          Kind.of("labels_ids", "labels_ids"),
          Kind.of("lyric_windows", "lyric_windows"),
          Kind.of("ops", "ops"),
          Kind.of("optimizer", "optimizer"),
          Kind.of("prior_*", "prior_.*"),
          Kind.of("range_embedding_bins", "range_embedding_bins"),
          Kind.of("sample_*", "sample_.*"),
          Kind.of("simpleprior_*", "simpleprior_.*"),
          Kind.of("stft", "stft"),
          Kind.of("text_processor", "text_processor"),
          Kind.of("train_schedules", "train_schedules"),
          Kind.of("transformer_*", "transformer_.*"),
          Kind.of("vqvae*_infer", "vqvae\\d+_infer"),
          Kind.of("vqvae*_realsize", "vqvae\\d+_realsize"),
          Kind.of("vqvae*_train", "vqvae\\d+_train"),
          Kind.of("windows", "windows"));

  private static final Pattern EXTENSION = Pattern.compile("\\.(safetensors|json|pth\\.tar|pkl)$");

  private GoldenFolder() {}

  /**
   * Finds files directly in a folder.
   *
   * @param folder where to look
   * @param glob which names
   * @return the files in the order of their names; none if the folder does not exist
   * @throws IOException if the folder cannot be read
   */
  static List<Path> matching(Path folder, String glob) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
        stream.forEach(files::add);
      }
    }
    files.sort(null);
    return files;
  }

  /**
   * Returns the name of a file without folder and extension.
   *
   * @param file a golden file
   * @return its name, such as {@code attn_0_dense}
   */
  static String stem(Path file) {
    return EXTENSION.matcher(String.valueOf(file.getFileName())).replaceFirst("");
  }

  /**
   * Lists everything in a golden folder.
   *
   * @param goldenDir the folder
   * @return names without extension, relative to the folder, sorted, each once
   * @throws IOException if it cannot be read
   */
  static List<String> stems(Path goldenDir) throws IOException {
    try (Stream<Path> files = Files.walk(goldenDir)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> goldenDir.relativize(file).toString().replace('\\', '/'))
          .map(name -> EXTENSION.matcher(name).replaceFirst(""))
          .filter(name -> !name.endsWith("/INDEX"))
          .distinct()
          .sorted()
          .toList();
    }
  }

  /**
   * Returns the kind of a file.
   *
   * @param stem its name without extension, relative to the folder
   * @return the kind, or empty if it is of none that is known
   */
  static Optional<Kind> kindOf(String stem) {
    return KINDS.stream().filter(kind -> kind.names().matcher(stem).matches()).findFirst();
  }
}
