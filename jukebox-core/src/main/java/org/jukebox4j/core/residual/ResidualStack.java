package org.jukebox4j.core.residual;

import java.util.Locale;
import org.jukebox4j.core.kernel.TimeLayer;
import org.jukebox4j.core.parameter.ParameterScope;

/** The blocks of a residual stack. Source: Dhariwal et al. 2020, §3.1. */
public final class ResidualStack {
  /** How checkpoints name the list of blocks of a stack. */
  public enum BlockName {
    /** {@code model}: the codec. */
    MODEL,
    /** {@code blocks}: a stack trained with gradient checkpointing, as all conditioners were. */
    BLOCKS;

    /**
     * Returns the name.
     *
     * @return {@code model} or {@code blocks}
     */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    BlockName other() {
      return this == MODEL ? BLOCKS : MODEL;
    }
  }

  private ResidualStack() {}

  /**
   * Takes the parameters of one block of a stack.
   *
   * @param scope where the stack's parameters are
   * @param config its numbers
   * @param usual the name that the list of blocks usually has; the other one is read too
   * @param index which block, in the order of execution
   * @return the block
   */
  public static TimeLayer block(
      ParameterScope scope, ResidualStackConfig config, BlockName usual, int index) {
    ParameterScope blocks = scope.child(nameIn(scope, config, usual).word());
    int dilation = config.dilations().dilations(config.depth())[index];
    BlockParameters parameters = BlockParameters.take(blocks.child(index).child("model"), config);
    return ShiftedResidualBlock.of(parameters, config, dilation)
        .orElseGet(() -> new ResidualBlock(parameters, config, dilation));
  }

  private static BlockName nameIn(
      ParameterScope scope, ResidualStackConfig config, BlockName usual) {
    boolean onlyOther = !hasBlocks(scope, config, usual) && hasBlocks(scope, config, usual.other());
    return onlyOther ? usual.other() : usual;
  }

  private static boolean hasBlocks(
      ParameterScope scope, ResidualStackConfig config, BlockName name) {
    return scope.child(name.word()).takeIfPresent("0.model.3.bias", config.width()).isPresent();
  }
}
