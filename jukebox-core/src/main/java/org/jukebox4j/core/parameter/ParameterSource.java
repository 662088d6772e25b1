package org.jukebox4j.core.parameter;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jukebox4j.core.tensor.FloatTensor;

/** Where weights come from: a checkpoint, a seeded generator, or an array in a test. */
public interface ParameterSource {
  /**
   * Finds a parameter.
   *
   * @param name its full name, as in the released checkpoints
   * @param expectedShape what the layer needs; a source of existing weights ignores it and returns
   *     what it has, a generating source makes this shape
   * @return the parameter, or empty if there is none of that name
   */
  Optional<FloatTensor> find(String name, int... expectedShape);

  /**
   * Returns all names that the source holds.
   *
   * @return the names; empty for a source that makes what it is asked for
   */
  Set<String> names();

  /**
   * A source over tensors that are already in memory.
   *
   * @param tensors full name to tensor
   * @return the source
   */
  static ParameterSource of(Map<String, FloatTensor> tensors) {
    return new ParameterSource() {
      @Override
      public Optional<FloatTensor> find(String name, int... expectedShape) {
        return Optional.ofNullable(tensors.get(name));
      }

      @Override
      public Set<String> names() {
        return tensors.keySet();
      }
    };
  }
}
