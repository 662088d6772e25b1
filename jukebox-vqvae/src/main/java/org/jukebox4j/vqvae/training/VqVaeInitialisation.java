package org.jukebox4j.vqvae.training;

import java.util.HashMap;
import java.util.Map;
import org.jukebox4j.core.parameter.InitialParameters;
import org.jukebox4j.core.parameter.InitialValues;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.vqvae.VqVaeConfig;

/**
 * The weights that the training of a codec begins with: convolutions and their biases uniform, as
 * in the original. There are no codebooks among them; these begin with vectors of the encoder.
 */
public final class VqVaeInitialisation {
  private VqVaeInitialisation() {}

  /**
   * Makes the weights of encoders and decoders.
   *
   * @param config the codec
   * @param seed any number
   * @return the weights
   */
  public static ParameterSource weights(VqVaeConfig config, long seed) {
    Map<String, int[]> shapes = VqVaeGraph.parameters(config);
    Map<String, InitialValues> values = new HashMap<>();
    shapes.forEach(
        (name, shape) -> {
          String weight = name.substring(0, name.lastIndexOf('.')) + ".weight";
          values.put(name, InitialValues.ofConvolution(shapes.getOrDefault(weight, shape)));
        });
    return new InitialParameters(seed, values);
  }
}
