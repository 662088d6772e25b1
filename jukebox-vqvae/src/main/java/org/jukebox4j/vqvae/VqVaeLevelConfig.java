package org.jukebox4j.vqvae;

import org.jukebox4j.core.residual.ResidualStackConfig;

/**
 * The numbers of one level. Its encoder also passes through the down-sampling steps of the levels
 * below, at the width and depth of this level.
 *
 * @param downSteps strided convolutions that this level adds to those of the levels below
 * @param stride stride of each, even
 * @param residual the residual stack after each step, dilations growing
 */
public record VqVaeLevelConfig(int downSteps, int stride, ResidualStackConfig residual) {
  /** Checks the numbers. */
  public VqVaeLevelConfig {
    if (downSteps < 1) {
      throw new IllegalArgumentException("down steps must be at least 1, but were " + downSteps);
    }
    if (stride < 2 || stride % 2 != 0) {
      throw new IllegalArgumentException(
          "stride must be even, because the length after an odd stride is not the length divided"
              + " by it, but was "
              + stride);
    }
  }

  long samplesPerCodeOfBelow() {
    long product = 1;
    for (int i = 0; i < downSteps; i++) {
      product = Math.multiplyExact(product, stride);
    }
    return product;
  }
}
