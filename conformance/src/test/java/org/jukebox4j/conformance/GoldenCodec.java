package org.jukebox4j.conformance;

import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.vqvae.VqVaeConfig;

/** The tiny codec inside the golden files of priors, whose sizes only its weights tell. */
final class GoldenCodec {
  /** The dilations of the published codecs. */
  private static final int DILATION_GROWTH = 3;

  private static final int NO_CYCLE = 0;
  private static final int STRIDE = 2;

  private GoldenCodec() {}

  /**
   * Reads the sizes of a codec from the shapes of its weights.
   *
   * @param file a golden file
   * @param prefix what stands before the names of its weights, such as {@code "param.vqvae."}
   * @param order order of the dilations in decoders
   * @return its configuration
   */
  static VqVaeConfig configOf(GoldenFile file, String prefix, DilationOrder order) {
    int levels = count(file, prefix + "bottleneck.level_blocks.", ".k", 0);
    int[] codebook = file.shape(prefix + "bottleneck.level_blocks.0.k");
    int[] downSteps = new int[levels];
    int[] strides = new int[levels];
    int[] multipliers = new int[levels];
    String last = prefix + "decoders." + (levels - 1) + ".level_blocks.0.model.";
    int width = file.shape(last + "0.weight")[0];
    for (int level = 0; level < levels; level++) {
      String decoder = prefix + "decoders." + level + ".level_blocks.";
      downSteps[level] = count(file, decoder + level + ".model.", ".1.weight", 1);
      strides[level] = STRIDE;
      multipliers[level] = file.shape(decoder + "0.model.0.weight")[0] / width;
    }
    String blocks = last + "1.0.model.";
    int depth = count(file, blocks, ".model.1.weight", 0);
    int hidden = file.shape(blocks + "0.model.1.weight")[0];
    return VqVaeConfig.builder()
        .levels(downSteps, strides, multipliers)
        .codebook(codebook[0], codebook[1])
        .residual(width, depth, (hidden + 0.25) / width)
        .dilations(DILATION_GROWTH, NO_CYCLE, order)
        .build();
  }

  private static int count(GoldenFile file, String before, String after, int first) {
    int count = 0;
    while (file.has(before + (first + count) + after)) {
      count++;
    }
    return count;
  }
}
