package org.jukebox4j.prior.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.transformer.TransformerConfig;

/**
 * The weights that a prior with lyrics begins with when a prior without lyrics has been trained
 * already: its layers become the decoder, and the layers that attend to the lyrics, which stand
 * between them, begin as the identity. So before the first step the new prior predicts what the old
 * one does. Source: Dhariwal et al. 2020, §4.3.
 */
public final class LyricsPriorStart {
  private static final Pattern LAYER =
      Pattern.compile("(prior\\.transformer\\._attn_mods\\.)(\\d+)(\\..+)");

  private LyricsPriorStart() {}

  /**
   * Joins trained and new weights.
   *
   * @param config the prior with a separate lyrics encoder
   * @param trainedConfig the prior without lyrics: the same but for the layers that attend to them
   * @param trained its weights
   * @param fresh weights for what is new, see {@link PriorInitialisation}
   * @return the weights that training begins with
   * @throws IllegalArgumentException if one of the priors does not grow out of the other
   */
  public static ParameterSource join(
      PriorConfig config,
      PriorConfig trainedConfig,
      ParameterSource trained,
      ParameterSource fresh) {
    List<Integer> oldLayers = oldLayers(config, trainedConfig);
    return new ParameterSource() {
      @Override
      public Optional<FloatTensor> find(String name, int... expectedShape) {
        Matcher layer = LAYER.matcher(name);
        if (!layer.matches()) {
          Optional<FloatTensor> known = trained.find(name, expectedShape);
          return known.isPresent() ? known : fresh.find(name, expectedShape);
        }
        int old = oldLayers.get(Integer.parseInt(layer.group(2)));
        return old < 0
            ? fresh.find(name, expectedShape)
            : trained.find(layer.group(1) + old + layer.group(3), expectedShape);
      }

      @Override
      public Set<String> names() {
        return fresh.names();
      }
    };
  }

  /** For each layer which layer of the old prior it is, -1 for those that are new. */
  private static List<Integer> oldLayers(PriorConfig config, PriorConfig trained) {
    require(
        config.lyrics() instanceof LyricsArchitecture.SeparateEncoder,
        "the new prior must have a separate lyrics encoder, but has " + config.lyrics());
    require(
        trained.lyrics() instanceof LyricsArchitecture.None,
        "the trained prior must have no lyrics, but has " + trained.lyrics());
    require(
        config.codes().equals(trained.codes()),
        "both priors must be of the same codes, but are of %s and %s"
            .formatted(config.codes(), trained.codes()));
    TransformerConfig now = config.transformer();
    TransformerConfig before = trained.transformer();
    require(
        now.width() == before.width()
            && now.state() == before.state()
            && now.hiddenWidth() == before.hiddenWidth()
            && now.attention().heads() == before.attention().heads()
            && config.output() == trained.output(),
        "both priors must have the same widths, heads and output, but are %s and %s"
            .formatted(now, before));
    List<Integer> layers = new ArrayList<>();
    int next = 0;
    for (AttentionKind kind : now.attention().schedule().layers(now.depth())) {
      boolean isNew = kind == AttentionKind.LYRICS;
      require(
          isNew || (next < before.depth() && kind == before.attention().schedule().kindOf(next)),
          "without those that attend to lyrics, the layers of the new prior must be the %d of the trained one, but number %d of kind %s is not"
              .formatted(before.depth(), layers.size(), kind));
      layers.add(isNew ? -1 : next++);
    }
    require(
        next == before.depth(),
        "the new prior must have all %d layers of the trained one, but has %d of them"
            .formatted(before.depth(), next));
    return layers;
  }

  private static void require(boolean fits, String message) {
    if (!fits) {
      throw new IllegalArgumentException(message);
    }
  }
}
