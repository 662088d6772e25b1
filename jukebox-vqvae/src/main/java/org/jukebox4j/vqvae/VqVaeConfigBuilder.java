package org.jukebox4j.vqvae;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.core.residual.ResidualScale;
import org.jukebox4j.core.residual.ResidualStackConfig;

/**
 * Builds the numbers of a VQ-VAE from those that the original's tables give: one width and depth
 * for all levels and a multiplier for each. What is not set is as in the released codec.
 */
public final class VqVaeConfigBuilder {
  private SampleRate sampleRate = SampleRate.CD;
  private int[] downSteps = {3, 2, 2};
  private int[] strides = {2, 2, 2};
  private int[] multipliers = {2, 1, 1};
  private int embeddingWidth = 64;
  private int codebookSize = 2048;
  private int width = 32;
  private int depth = 4;
  private double hiddenFactor = 1;
  private DilationSchedule dilations =
      new DilationSchedule(3, DilationSchedule.NO_CYCLE, DilationOrder.GROWING);
  private DilationOrder decoderOrder = DilationOrder.SHRINKING;

  VqVaeConfigBuilder() {}

  /**
   * Sets the sample rate.
   *
   * @param value of the audio that the codec was trained on; 44.1 kHz if not set
   * @return this builder
   */
  public VqVaeConfigBuilder sampleRate(SampleRate value) {
    sampleRate = value;
    return this;
  }

  /**
   * Sets the levels.
   *
   * @param newDownSteps down-sampling steps that each level adds, from the bottom up
   * @param newStrides their strides, equally many
   * @param newMultipliers factor of width and depth of each level, equally many
   * @return this builder
   */
  public VqVaeConfigBuilder levels(int[] newDownSteps, int[] newStrides, int[] newMultipliers) {
    if (newDownSteps.length != newStrides.length || newDownSteps.length != newMultipliers.length) {
      throw new IllegalArgumentException(
          "down steps, strides and multipliers must name equally many levels, but name %d, %d, %d"
              .formatted(newDownSteps.length, newStrides.length, newMultipliers.length));
    }
    downSteps = newDownSteps.clone();
    strides = newStrides.clone();
    multipliers = newMultipliers.clone();
    return this;
  }

  /**
   * Sets the codebooks.
   *
   * @param newCodebookSize codes of each level
   * @param newEmbeddingWidth width of a code's vector
   * @return this builder
   */
  public VqVaeConfigBuilder codebook(int newCodebookSize, int newEmbeddingWidth) {
    codebookSize = newCodebookSize;
    embeddingWidth = newEmbeddingWidth;
    return this;
  }

  /**
   * Sets the residual stacks.
   *
   * @param newWidth channels before the multiplier
   * @param newDepth blocks before the multiplier
   * @param newHiddenFactor channels inside a block, as a factor of its width
   * @return this builder
   */
  public VqVaeConfigBuilder residual(int newWidth, int newDepth, double newHiddenFactor) {
    width = newWidth;
    depth = newDepth;
    hiddenFactor = newHiddenFactor;
    return this;
  }

  /**
   * Sets the dilations.
   *
   * @param growth factor from one block to the next
   * @param cycle blocks after which it starts again, {@link DilationSchedule#NO_CYCLE} for never
   * @param newDecoderOrder order in decoders; encoders always grow
   * @return this builder
   */
  public VqVaeConfigBuilder dilations(int growth, int cycle, DilationOrder newDecoderOrder) {
    dilations = new DilationSchedule(growth, cycle, DilationOrder.GROWING);
    decoderOrder = newDecoderOrder;
    return this;
  }

  /**
   * Checks the numbers together.
   *
   * @return the configuration
   */
  public VqVaeConfig build() {
    List<VqVaeLevelConfig> levels = new ArrayList<>();
    for (int i = 0; i < downSteps.length; i++) {
      int factor = multipliers[i];
      levels.add(
          new VqVaeLevelConfig(
              downSteps[i],
              strides[i],
              new ResidualStackConfig(
                  width * factor, depth * factor, hiddenFactor, dilations, ResidualScale.ONE)));
    }
    return new VqVaeConfig(sampleRate, levels, embeddingWidth, codebookSize, decoderOrder);
  }
}
