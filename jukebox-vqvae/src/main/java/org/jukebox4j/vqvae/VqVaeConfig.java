package org.jukebox4j.vqvae;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.residual.DilationOrder;

/**
 * The numbers of a VQ-VAE. Source: Dhariwal et al. 2020, §3 and appendix B.1.
 *
 * @param sampleRate of the audio that it was trained on
 * @param levels from the bottom up, one to three
 * @param embeddingWidth width of a code's vector
 * @param codebookSize codes of each level
 * @param decoderOrder order of the dilations in decoders; encoders always grow
 */
public record VqVaeConfig(
    SampleRate sampleRate,
    List<VqVaeLevelConfig> levels,
    int embeddingWidth,
    int codebookSize,
    DilationOrder decoderOrder) {
  private static final int MOST_SAMPLES_PER_CODE = 1 << 16;

  /** Checks the numbers. */
  public VqVaeConfig {
    levels = List.copyOf(levels);
    if (levels.isEmpty() || levels.size() > Level.values().length) {
      throw new IllegalArgumentException(
          "a VQ-VAE must have 1 to 3 levels, but has " + levels.size());
    }
    if (embeddingWidth < 1 || codebookSize < 1) {
      throw new IllegalArgumentException(
          "embedding width and codebook size must be at least 1, but were %d and %d"
              .formatted(embeddingWidth, codebookSize));
    }
    long product = 1;
    for (VqVaeLevelConfig level : levels) {
      product *= level.samplesPerCodeOfBelow();
      if (product > MOST_SAMPLES_PER_CODE) {
        throw new IllegalArgumentException(
            "samples per code must be at most %d, but the strides give %d"
                .formatted(MOST_SAMPLES_PER_CODE, product));
      }
    }
  }

  /**
   * Starts from the numbers of the released codec.
   *
   * @return a builder
   */
  public static VqVaeConfigBuilder builder() {
    return new VqVaeConfigBuilder();
  }

  /**
   * Returns how many samples one code stands for.
   *
   * @param level one of this codec's levels
   * @return samples of one channel
   */
  public int samplesPerCode(Level level) {
    requireLevel(level);
    long product = 1;
    for (VqVaeLevelConfig below : levels.subList(0, level.index() + 1)) {
      product *= below.samplesPerCodeOfBelow();
    }
    return (int) product;
  }

  /**
   * Returns the same codec with another decoder of one level.
   *
   * @param level one of this codec's levels
   * @param depth blocks of each of the decoder's residual stacks
   * @return changed numbers
   */
  public VqVaeConfig withDecoderDepth(Level level, int depth) {
    List<VqVaeLevelConfig> changed = new ArrayList<>(levels);
    changed.set(level.index(), level(level).withDecoderDepth(depth));
    return new VqVaeConfig(sampleRate, changed, embeddingWidth, codebookSize, decoderOrder);
  }

  VqVaeLevelConfig level(Level level) {
    requireLevel(level);
    return levels.get(level.index());
  }

  private void requireLevel(Level level) {
    if (level.index() >= levels.size()) {
      throw new IllegalArgumentException(
          "level must be one of the codec's %d, counted from the bottom, but was %s"
              .formatted(levels.size(), level.label()));
    }
  }
}
