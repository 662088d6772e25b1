package org.jukebox4j.core.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pickle machine can build, beside text, numbers and truth values. Nothing here compares
 * or prints its contents: a hostile pickle may nest them without end.
 */
interface PickleValue {
  /** Python's {@code None}. */
  enum None implements PickleValue {
    NONE
  }

  /** A byte string, of which nothing is kept. */
  enum Bytes implements PickleValue {
    BYTES
  }

  /** A list; grows while the pickle runs. */
  final class Sequence implements PickleValue {
    final List<Object> items = new ArrayList<>(0);
  }

  /** A tuple. */
  final class Tuple implements PickleValue {
    final List<Object> items;

    Tuple(List<Object> items) {
      this.items = items;
    }
  }

  /** A dictionary; its keys are text, numbers, truth values or None. */
  final class Dictionary implements PickleValue {
    final Map<Object, Object> items = new LinkedHashMap<>(4);
    final boolean ordered;

    Dictionary(boolean ordered) {
      this.ordered = ordered;
    }
  }

  /**
   * A reference to bytes elsewhere in the file.
   *
   * @param type the type of the elements
   * @param key names the run of bytes
   * @param total how many elements the run has
   * @param start the first of them that belongs to this storage
   * @param count how many belong to it
   */
  record StorageReference(ElementType type, String key, long total, long start, long count)
      implements PickleValue {}

  /**
   * A tensor, checked to lie within its storage.
   *
   * @param storage what it is a view of
   * @param offset the first element within the storage
   * @param shape the length of each axis
   * @param strides distance between neighbours along each axis, in elements
   */
  record Tensor(StorageReference storage, long offset, List<Integer> shape, List<Long> strides)
      implements PickleValue {}

  /** Says what a value is, without its contents. */
  static String kind(Object value) {
    if (value instanceof PickleValue) {
      return value instanceof PickleGlobal global
          ? global.toString()
          : value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
    return value instanceof String ? "text" : "number";
  }
}
