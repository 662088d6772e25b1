package org.jukebox4j.vqvae.training;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.VqVaeConfig;

/**
 * The weights that a codec with a deeper decoder begins with when one with a shallower decoder has
 * been trained already: the blocks that are there keep their dilation, and new ones, of larger
 * dilations, begin as the identity. So before the first step the new decoder makes the sound that
 * the old one makes.
 *
 * <p>The original has nothing like it; its decoders are as deep as its encoders.
 */
public final class DeeperDecoderStart {
  private static final Pattern BLOCK =
      Pattern.compile("(decoders\\.(\\d+)\\..+\\.0\\.model\\.)(\\d+)(\\.model\\.(\\d)\\..+)");

  /** The convolution whose output is added to the input of a block. */
  private static final String LAST_CONVOLUTION = "3";

  private DeeperDecoderStart() {}

  /**
   * Joins trained and new weights.
   *
   * @param config the codec with the deeper decoder
   * @param trained weights of the codec as it was, with its codebooks
   * @param seed key of what is new
   * @return the weights that training begins with
   * @throws IllegalArgumentException if a decoder of the trained codec is deeper than the new one
   */
  public static ParameterSource join(VqVaeConfig config, ParameterSource trained, long seed) {
    ParameterSource fresh = VqVaeInitialisation.weights(config, seed);
    Map<Integer, Integer> before = depths(trained.names());
    Map<Integer, Integer> after = depths(VqVaeGraph.parameters(config).keySet());
    requireNoneShallower(before, after);
    boolean newFirst = config.decoderOrder() == DilationOrder.SHRINKING;
    return new ParameterSource() {
      @Override
      public Optional<FloatTensor> find(String name, int... expectedShape) {
        Matcher block = BLOCK.matcher(name);
        if (!block.matches()) {
          return trained.find(name, expectedShape);
        }
        int level = Integer.parseInt(block.group(2));
        int depth = before.getOrDefault(level, 0);
        int shift = newFirst ? after.getOrDefault(level, 0) - depth : 0;
        int old = Integer.parseInt(block.group(3)) - shift;
        if (old >= 0 && old < depth) {
          return trained.find(block.group(1) + old + block.group(4), expectedShape);
        }
        return block.group(5).equals(LAST_CONVOLUTION)
            ? Optional.of(FloatTensor.zeros(expectedShape))
            : fresh.find(name, expectedShape);
      }

      @Override
      public Set<String> names() {
        return trained.names();
      }
    };
  }

  private static void requireNoneShallower(
      Map<Integer, Integer> before, Map<Integer, Integer> after) {
    after.forEach(
        (level, depth) -> {
          int least = before.getOrDefault(level, 0);
          if (depth < least) {
            throw new IllegalArgumentException(
                "decoder depth of the %s level must be at least the %d blocks that it has, but was %d"
                    .formatted(Level.of(level).label(), least, depth));
          }
        });
  }

  /** The blocks of a residual stack of each level's decoder. */
  private static Map<Integer, Integer> depths(Set<String> names) {
    Map<Integer, Integer> depths = new HashMap<>();
    for (String name : names) {
      Matcher block = BLOCK.matcher(name);
      if (block.matches()) {
        int depth = Integer.parseInt(block.group(3)) + 1;
        depths.merge(Integer.parseInt(block.group(2)), depth, Math::max);
      }
    }
    return depths;
  }
}
