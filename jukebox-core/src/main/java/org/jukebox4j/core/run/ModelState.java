package org.jukebox4j.core.run;

import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * What a model remembers from step to step beside its parameters: codebooks and their averages.
 *
 * @param tensors float32 values by name
 * @param counts whole numbers by name
 */
public record ModelState(Map<String, FloatTensor> tensors, Map<String, Long> counts) {
  /** The state of a model that remembers nothing. */
  public static final ModelState EMPTY = new ModelState(Map.of(), Map.of());
}
