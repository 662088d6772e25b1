package org.jukebox4j.vqvae;

import java.util.Optional;
import org.jukebox4j.core.residual.ResidualStackConfig;

/**
 * The numbers of one level. Its encoder also passes through the down-sampling steps of the levels
 * below, at the width and depth of this level.
 *
 * @param downSteps strided convolutions that this level adds to those of the levels below
 * @param stride stride of each, even
 * @param residual the residual stack after each step, dilations growing
 * @param decoderDepth blocks of each residual stack of the decoder, if not as many as the encoder
 *     has. In the original both have equally many.
 */
public record VqVaeLevelConfig(
    int downSteps, int stride, ResidualStackConfig residual, Optional<Integer> decoderDepth) {
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
    if (decoderDepth.isPresent() && decoderDepth.get() < 1) {
      throw new IllegalArgumentException(
          "decoder depth must be at least 1 block, but was " + decoderDepth.get());
    }
  }

  /**
   * A level whose decoder is as deep as its encoder, as in the original.
   *
   * @param downSteps strided convolutions that this level adds to those of the levels below
   * @param stride stride of each, even
   * @param residual the residual stack after each step, dilations growing
   */
  public VqVaeLevelConfig(int downSteps, int stride, ResidualStackConfig residual) {
    this(downSteps, stride, residual, Optional.empty());
  }

  /** The same level with another decoder; a depth that is the encoder's too is not kept apart. */
  VqVaeLevelConfig withDecoderDepth(int depth) {
    Optional<Integer> own = depth == residual.depth() ? Optional.empty() : Optional.of(depth);
    return new VqVaeLevelConfig(downSteps, stride, residual, own);
  }

  /** The residual stacks of the decoder, dilations growing. */
  ResidualStackConfig decoderResidual() {
    return new ResidualStackConfig(
        residual.width(),
        decoderDepth.orElse(residual.depth()),
        residual.hiddenFactor(),
        residual.dilations(),
        residual.scale());
  }

  /**
   * {@inheritDoc} Runs and codes know a codec by this text, so a level without a decoder depth of
   * its own has to read as one did before there was such a thing.
   */
  @Override
  public String toString() {
    String depth = decoderDepth.map(blocks -> ", decoderDepth=" + blocks).orElse("");
    return "VqVaeLevelConfig[downSteps=%d, stride=%d, residual=%s%s]"
        .formatted(downSteps, stride, residual, depth);
  }

  long samplesPerCodeOfBelow() {
    long product = 1;
    for (int i = 0; i < downSteps; i++) {
      product = Math.multiplyExact(product, stride);
    }
    return product;
  }
}
