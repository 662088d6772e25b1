package org.jukebox4j.core.checkpoint;

import java.util.List;

/**
 * What a file says about one of its tensors.
 *
 * @param name the full name
 * @param type the type of its elements in the file
 * @param shape the length of each axis; no axis for a scalar
 */
public record TensorEntry(String name, ElementType type, List<Integer> shape) {
  /** Copies the shape. */
  public TensorEntry {
    shape = List.copyOf(shape);
  }

  /**
   * Returns the number of elements.
   *
   * @return the product of the shape
   */
  public long elementCount() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
