package org.jukebox4j.prior.conditioning;

import org.jukebox4j.core.residual.ResidualStackConfig;

/**
 * The numbers of the conditioner that reads the codes of the level above.
 *
 * @param codebookSize codes of the level above
 * @param width width of the prior, which is that of the code embeddings and of the output
 * @param upSteps transposed convolutions, each after a residual stack
 * @param stride their stride, even
 * @param residual the residual stacks, dilations growing; 1024 wide and 16 deep in the released
 *     upsamplers
 */
public record UpperLevelConditionerConfig(
    int codebookSize, int width, int upSteps, int stride, ResidualStackConfig residual) {
  private static final int MOST_CODES_PER_UPPER_CODE = 1 << 12;

  /** Checks the numbers. */
  public UpperLevelConditionerConfig {
    if (codebookSize < 1 || width < 1 || upSteps < 1) {
      throw new IllegalArgumentException(
          "codebook size, width and up steps must be at least 1, but were %d, %d and %d"
              .formatted(codebookSize, width, upSteps));
    }
    if (stride < 2 || stride % 2 != 0) {
      throw new IllegalArgumentException("stride must be even, but was " + stride);
    }
    if (Math.pow(stride, upSteps) > MOST_CODES_PER_UPPER_CODE) {
      throw new IllegalArgumentException(
          "%d steps of stride %d make more than %d codes of one"
              .formatted(upSteps, stride, MOST_CODES_PER_UPPER_CODE));
    }
  }

  /**
   * Returns how many codes of this level one code of the level above stands for.
   *
   * @return 4 in the released upsamplers
   */
  public int codesPerUpperCode() {
    int product = 1;
    for (int i = 0; i < upSteps; i++) {
      product *= stride;
    }
    return product;
  }
}
