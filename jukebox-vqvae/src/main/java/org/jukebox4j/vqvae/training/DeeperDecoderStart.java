package org.jukebox4j.vqvae.training;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    Map<Integer, Integer> added = addedBlocks(config, trained);
    boolean newFirst = config.decoderOrder() == DilationOrder.SHRINKING;
    return new ParameterSource() {
      @Override
      public Optional<FloatTensor> find(String name, int... expectedShape) {
        Matcher block = BLOCK.matcher(name);
        if (!block.matches()) {
          return trained.find(name, expectedShape);
        }
        int more = added.getOrDefault(Integer.parseInt(block.group(2)), 0);
        int old = Integer.parseInt(block.group(3)) - (newFirst ? more : 0);
        Optional<FloatTensor> known =
            old < 0
                ? Optional.empty()
                : trained.find(block.group(1) + old + block.group(4), expectedShape);
        if (known.isPresent()) {
          return known;
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

  /** For each level by how many blocks the stacks of its decoder grow. */
  private static Map<Integer, Integer> addedBlocks(VqVaeConfig config, ParameterSource trained) {
    Map<Integer, Integer> wanted = depths(VqVaeGraph.parameters(config).keySet());
    Map<Integer, Integer> before = depths(trained.names());
    Map<Integer, Integer> added = new HashMap<>();
    wanted.forEach(
        (level, depth) -> {
          int more = depth - before.getOrDefault(level, depth);
          if (more < 0) {
            throw new IllegalArgumentException(
                "decoder depth of level %d must be at least the %d blocks that it has, but was %d"
                    .formatted(level, depth - more, depth));
          }
          added.put(level, more);
        });
    return added;
  }

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
