package org.jukebox4j.sampling.model;

import java.util.function.Function;
import org.jukebox4j.core.parameter.ParameterSource;

/** Where the weights of a model come from. */
interface ModelWeights {
  /**
   * Reads the weights of one part.
   *
   * @param part which, as its file is called
   * @param build takes the weights that it needs
   * @param <T> what is built
   * @return what is built
   */
  <T> T read(ModelPart part, Function<ParameterSource, T> build);

  /**
   * Returns what tells these weights from all others.
   *
   * @return a short text
   */
  String fingerprint();
}
