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
   * @param trainingReason why only training needs it; empty for what the cases must cover
   */
  record Kind(String label, Pattern names, Optional<String> trainingReason) {
    static Kind inference(String label, String names) {
      return new Kind(label, Pattern.compile(names), Optional.empty());
    }

    static Kind training(String label, String names, String reason) {
      return new Kind(label, Pattern.compile(names), Optional.of(reason));
    }
  }

  /** Every kind of file that a golden folder has. */
  static final List<Kind> KINDS =
      List.of(
          Kind.inference("alignment_*", "alignment_.*"),
          Kind.inference("attn_<kind>_*", "attn_\\d+_.*"),
          Kind.inference("attn_order", "attn_order"),
          Kind.inference("checkpoints/*", "checkpoints/.*"),
          Kind.inference("conditioner_*", "conditioner_.*"),
          Kind.inference("filter_logits", "filter_logits"),
          Kind.inference("fp16_adam", "fp16_adam"),
          Kind.inference("hparams", "hparams"),
          Kind.inference("html_*", "html_.*"),
          Kind.inference("label_conditioner", "label_conditioner"),
          Kind.inference("labels_ids", "labels_ids"),
          Kind.inference("lyric_windows", "lyric_windows"),
          Kind.inference("ops", "ops"),
          Kind.inference("optimizer", "optimizer"),
          Kind.inference("prior_*", "prior_.*"),
          Kind.inference("range_embedding_bins", "range_embedding_bins"),
          Kind.inference("sample_*", "sample_.*"),
          Kind.inference("simpleprior_*", "simpleprior_.*"),
          Kind.inference("stft", "stft"),
          Kind.inference("text_processor", "text_processor"),
          Kind.inference("train_schedules", "train_schedules"),
          Kind.inference("transformer_*", "transformer_.*"),
          Kind.inference("vqvae*_infer", "vqvae\\d+_infer"),
          Kind.inference("vqvae*_realsize", "vqvae\\d+_realsize"),
          Kind.inference("windows", "windows"),
          Kind.training("bandwidth", "bandwidth", "loss normalisers of a data set"),
          Kind.training("bottleneck", "bottleneck", "codebook averages and random restart"),
          Kind.training("vqvae*_train", "vqvae\\d+_train", "losses, gradients, codebook updates"));

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
