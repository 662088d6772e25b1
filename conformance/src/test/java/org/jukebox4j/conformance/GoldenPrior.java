package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.WindowConditioning;

/** What the {@code simpleprior_*} files say about the tiny priors of the golden data. */
final class GoldenPrior {
  private static final int FIRST_GENRE = 4;

  private GoldenPrior() {}

  /**
   * Finds the configuration of the prior in a file.
   *
   * @param file a {@code simpleprior_*} file
   * @return its configuration
   */
  static PriorConfig configOf(GoldenFile file) {
    return new GoldenPriorSearch(file).config();
  }

  /**
   * Finds the configuration of a prior that other files use without recording it.
   *
   * @param goldenDir the golden folder
   * @param top name of the top prior in file names, such as {@code 1b_lyrics}
   * @param level whose prior
   * @return its configuration; an upsampler of {@code 5b_lyrics} serves the other tops, too
   * @throws IOException if a file cannot be read
   */
  static PriorConfig configOf(Path goldenDir, String top, Level level) throws IOException {
    Path own = simplePrior(goldenDir, top, level);
    return configOf(
        GoldenFile.read(Files.exists(own) ? own : simplePrior(goldenDir, "5b_lyrics", level)));
  }

  private static Path simplePrior(Path goldenDir, String top, Level level) {
    return goldenDir.resolve("simpleprior_" + top + "_level" + level.index() + ".safetensors");
  }

  /**
   * Reads label rows.
   *
   * @param file a golden file
   * @param tensor name of the rows, {@code [items, 4 + genres + lyrics]}
   * @param lyricsTokens number of lyrics tokens at the end of a row
   * @return one label vector for each row
   */
  static List<LabelVector> labels(GoldenFile file, String tensor, int lyricsTokens) {
    int[] shape = file.shape(tensor);
    long[] all = file.integers(tensor);
    List<LabelVector> labels = new ArrayList<>();
    for (int item = 0; item < shape[0]; item++) {
      int at = item * shape[1];
      int[] row = IntStream.range(0, shape[1]).map(i -> Math.toIntExact(all[at + i])).toArray();
      int firstLyric = shape[1] - lyricsTokens;
      labels.add(
          new LabelVector(
              row[0],
              row[1],
              row[2],
              row[3],
              Arrays.copyOfRange(row, FIRST_GENRE, firstLyric),
              Arrays.copyOfRange(row, firstLyric, shape[1])));
    }
    return labels;
  }

  /**
   * Reads what the windows of a file are conditioned on.
   *
   * @param file a {@code simpleprior_*} file
   * @return the conditioning
   */
  static WindowConditioning conditioning(GoldenFile file) {
    return new WindowConditioning(
        file.shape("in.z")[0],
        file.has("in.z_cond") ? rows(file, "in.z_cond") : List.of(),
        file.has("in.y") ? labels(file, "in.y", file.json("n_tokens").getAsInt()) : List.of());
  }

  /**
   * Reads rows of integers.
   *
   * @param file a golden file
   * @param tensor name of the rows
   * @return the rows
   */
  static List<int[]> rows(GoldenFile file, String tensor) {
    int[] all = file.ints(tensor);
    int length = file.shape(tensor)[1];
    return IntStream.range(0, file.shape(tensor)[0])
        .mapToObj(row -> Arrays.copyOfRange(all, row * length, (row + 1) * length))
        .toList();
  }
}
