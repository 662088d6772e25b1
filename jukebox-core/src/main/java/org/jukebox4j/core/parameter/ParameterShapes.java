package org.jukebox4j.core.parameter;

import java.util.Optional;
import java.util.Set;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A source that gives every parameter its shape and no memory: building a model from it counts its
 * parameters without loading anything.
 */
public final class ParameterShapes implements ParameterSource {
  @Override
  public Optional<FloatTensor> find(String name, int... expectedShape) {
    return Optional.of(FloatTensor.unallocated(expectedShape));
  }

  @Override
  public Set<String> names() {
    return Set.of();
  }
}
