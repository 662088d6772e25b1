package org.jukebox4j.prior.training;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jukebox4j.core.parameter.InitialParameters;
import org.jukebox4j.core.parameter.InitialValues;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;

/**
 * The weights that the training of a prior begins with, as in the original: dense layers, code
 * embeddings and output matrices normal with deviation 0.02, other embeddings 0.01, both times a
 * scale that is smaller for larger models; convolutions uniform; biases 0, gains 1. A layer that
 * attends to lyrics begins as the identity: its two output projections are 0.
 *
 * @param scale factor of the deviations; 0.1 to 0.7 in the original's models
 * @param lyricsScale factor of those of the lyrics encoder
 */
public record PriorInitialisation(double scale, double lyricsScale) {
  /** The factors of the original's small priors. */
  public static final PriorInitialisation SMALL = new PriorInitialisation(0.7, 0.7);

  private static final double DENSE = 0.02;
  private static final double EMBEDDING = 0.01;
  private static final Pattern LYRICS_PROJECTION =
      Pattern.compile("prior\\.transformer\\._attn_mods\\.(\\d+)\\.(attn|mlp)\\.c_proj\\.w");

  /** Checks the factors. */
  public PriorInitialisation {
    if (!(scale > 0) || !(lyricsScale > 0)) {
      throw new IllegalArgumentException(
          "scale and lyricsScale must be above 0, but were " + scale + " and " + lyricsScale);
    }
  }

  /**
   * Makes the weights of a prior.
   *
   * @param config the prior
   * @param seed any number
   * @return its weights; a tied output matrix under its first name only
   */
  public ParameterSource weights(PriorConfig config, long seed) {
    Map<String, int[]> shapes = new LinkedHashMap<>(config.parameters());
    if (config.output() == Output.TIED) {
      shapes.remove("prior.x_out.weight");
    }
    Map<String, InitialValues> values = new HashMap<>();
    shapes.forEach((name, shape) -> values.put(name, values(config, name, shape, shapes)));
    return new InitialParameters(seed, values);
  }

  private InitialValues values(
      PriorConfig config, String name, int[] shape, Map<String, int[]> shapes) {
    if (shape.length == 3) {
      return InitialValues.ofConvolution(shape);
    }
    if (name.endsWith(".bias") || name.endsWith(".b")) {
      int[] weight = shapes.get(name.substring(0, name.lastIndexOf('.')) + ".weight");
      return weight != null && weight.length == 3
          ? InitialValues.ofConvolution(weight)
          : new InitialValues.Constant(0);
    }
    if (shape.length == 1) {
      return new InitialValues.Constant(1);
    }
    if (beginsAsZero(config, name)) {
      return new InitialValues.Constant(0);
    }
    boolean dense =
        name.endsWith(".w") || name.endsWith("x_emb.weight") || name.endsWith("x_out.weight");
    double factor = name.startsWith("prime_prior.") ? lyricsScale : scale;
    return new InitialValues.Normal((dense ? DENSE : EMBEDDING) * factor);
  }

  private static boolean beginsAsZero(PriorConfig config, String name) {
    Matcher projection = LYRICS_PROJECTION.matcher(name);
    return projection.matches()
        && config.transformer().attention().schedule().kindOf(Integer.parseInt(projection.group(1)))
            == AttentionKind.LYRICS;
  }
}
