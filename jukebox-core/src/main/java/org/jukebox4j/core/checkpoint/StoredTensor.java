package org.jukebox4j.core.checkpoint;

import java.util.List;

/**
 * A tensor and where its elements lie.
 *
 * @param entry its name, type and shape
 * @param storage the bytes that it is a view of
 * @param offset which byte of the storage holds the first element
 * @param strides distance between neighbours along each axis, in elements
 */
record StoredTensor(TensorEntry entry, Storage storage, long offset, List<Long> strides) {
  StoredTensor {
    strides = List.copyOf(strides);
  }

  /** A row-major tensor that is all of its storage. */
  static StoredTensor whole(TensorEntry entry, Storage storage) {
    Long[] strides = new Long[entry.shape().size()];
    long stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(1, entry.shape().get(axis));
    }
    return new StoredTensor(entry, storage, 0, List.of(strides));
  }

  boolean isContiguous() {
    long expected = 1;
    for (int axis = strides.size() - 1; axis >= 0; axis--) {
      int length = entry.shape().get(axis);
      if (length != 1 && strides.get(axis) != expected) {
        return entry.elementCount() == 0;
      }
      expected *= Math.max(1, length);
    }
    return true;
  }
}
