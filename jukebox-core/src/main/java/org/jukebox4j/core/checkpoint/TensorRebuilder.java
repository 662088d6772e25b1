package org.jukebox4j.core.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.checkpoint.PickleValue.Dictionary;
import org.jukebox4j.core.checkpoint.PickleValue.Sequence;
import org.jukebox4j.core.checkpoint.PickleValue.StorageReference;
import org.jukebox4j.core.checkpoint.PickleValue.Tensor;
import org.jukebox4j.core.checkpoint.PickleValue.Tuple;

/** Does what the allowed Python names stand for: makes storages, tensors and dictionaries. */
final class TensorRebuilder {
  private static final int MOST_AXES = 64;

  /** A tensor may repeat elements, but be no larger than this or the file, whichever is more. */
  private static final long SMALL = 1 << 20;

  private final FileBytes file;
  private final Map<String, StorageReference> storages = new HashMap<>();

  TensorRebuilder(FileBytes file) {
    this.file = file;
  }

  /** Returns every storage that was named, by its key. */
  Map<String, StorageReference> storages() {
    return storages;
  }

  /** Does a call of a Python name. */
  Object call(Object callable, Object arguments) {
    if (!(callable instanceof PickleGlobal global)) {
      throw refused("to call a " + PickleValue.kind(callable));
    }
    if (!(arguments instanceof Tuple tuple)) {
      throw file.damaged("the pickle calls " + global + " without a tuple of arguments");
    }
    return switch (global.role()) {
      case ORDERED_DICTIONARY -> {
        checkCount(global, tuple.items, 0, 0);
        yield new Dictionary(true);
      }
      case SIZE -> {
        checkCount(global, tuple.items, 1, 1);
        yield new Tuple(List.copyOf(itemsOf(tuple.items.get(0), "a size")));
      }
      case REBUILD_TENSOR -> tensor(global, tuple.items);
      case REBUILD_PARAMETER -> parameter(global, tuple.items);
      case STORAGE -> throw refused("to call " + global);
    };
  }

  /** Makes a storage of {@code ("storage", class, key, device, elements[, view])}. */
  StorageReference storage(List<Object> id) {
    if (id.size() < 5
        || id.size() > 6
        || !"storage".equals(id.get(0))
        || !(id.get(1) instanceof PickleGlobal global)
        || global.elements() == null
        || !(id.get(2) instanceof String key)
        || !(id.get(4) instanceof Long total)) {
      throw refused("a persistent object that is not a storage of a known type");
    }
    long bytes = global.elements().bytes();
    if (total < 0 || total > file.size() / bytes) {
      throw file.damaged(
          "storage '"
              + PickleMachine.printable(key)
              + "' is said to have "
              + total
              + " elements of "
              + bytes
              + " bytes, more than the file");
    }
    StorageReference whole = new StorageReference(global.elements(), key, total, 0, total);
    StorageReference before = storages.putIfAbsent(key, whole);
    if (before != null && !before.equals(whole)) {
      throw file.damaged(
          "storage '" + PickleMachine.printable(key) + "' is said to have two types or lengths");
    }
    return id.size() == 6 && id.get(5) != PickleValue.None.NONE ? part(whole, id.get(5)) : whole;
  }

  /** The oldest files have storages that are a part {@code (key, start, count)} of another. */
  private StorageReference part(StorageReference whole, Object view) {
    List<Object> parts = itemsOf(view, "a storage's view");
    if (parts.size() != 3
        || !(parts.get(1) instanceof Long start)
        || !(parts.get(2) instanceof Long count)
        || start < 0
        || count < 0
        || start > whole.total()
        || count > whole.total() - start) {
      throw file.damaged("a part of storage '" + whole.key() + "' lies outside it");
    }
    return new StorageReference(whole.type(), whole.key(), whole.total(), start, count);
  }

  /** {@code (storage, offset, shape, strides[, requires_grad, hooks[, metadata]])}. */
  private Tensor tensor(PickleGlobal global, List<Object> arguments) {
    checkCount(global, arguments, 4, 7);
    if (!(arguments.get(0) instanceof StorageReference storage)
        || !(arguments.get(1) instanceof Long offset)) {
      throw file.damaged("a tensor is rebuilt from what is not a storage and an offset");
    }
    if (arguments.size() == 7
        && !(arguments.get(6) instanceof Dictionary metadata && metadata.items.isEmpty())) {
      throw refused("a tensor with metadata (a conjugate or negative view)");
    }
    List<Long> shape = numbers(arguments.get(2), "a tensor's shape");
    List<Long> strides = numbers(arguments.get(3), "a tensor's strides");
    if (shape.size() != strides.size() || shape.size() > MOST_AXES) {
      throw file.damaged(
          "a tensor has " + shape.size() + " axes and " + strides.size() + " strides");
    }
    try {
      checkBounds(storage, offset, shape, strides);
      return new Tensor(
          storage, offset, shape.stream().map(Math::toIntExact).toList(), List.copyOf(strides));
    } catch (ArithmeticException overflow) {
      throw file.damaged(
          "a tensor of shape " + shape + " and strides " + strides + " is too large");
    }
  }

  private void checkBounds(
      StorageReference storage, long offset, List<Long> shape, List<Long> strides) {
    long count = 1;
    long last = offset;
    for (int axis = 0; axis < shape.size(); axis++) {
      count = Math.multiplyExact(count, shape.get(axis));
    }
    if (offset < 0 || offset > storage.count()) {
      throw file.damaged("a tensor begins at " + offset + ", outside its storage");
    }
    if (count == 0) {
      return;
    }
    for (int axis = 0; axis < shape.size(); axis++) {
      last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1, strides.get(axis)));
    }
    if (last >= storage.count()) {
      throw file.damaged(
          "a tensor of shape "
              + shape
              + " and strides "
              + strides
              + " reaches element "
              + last
              + " of a storage of "
              + storage.count());
    }
    long bytes = Math.multiplyExact(count, (long) storage.type().bytes());
    if (bytes > Math.max(SMALL, file.size())) {
      throw file.damaged(
          "a tensor of shape "
              + shape
              + " repeats elements to "
              + bytes
              + " bytes, more than the file has");
    }
  }

  private Tensor parameter(PickleGlobal global, List<Object> arguments) {
    checkCount(global, arguments, 3, 3);
    if (!(arguments.get(0) instanceof Tensor tensor)) {
      throw file.damaged(
          "a parameter is rebuilt from what is not a tensor but "
              + PickleValue.kind(arguments.get(0)));
    }
    return tensor;
  }

  private List<Long> numbers(Object value, String what) {
    List<Long> numbers = new ArrayList<>();
    for (Object item : itemsOf(value, what)) {
      if (!(item instanceof Long number) || number < 0) {
        throw file.damaged(what + " must hold whole numbers from 0");
      }
      numbers.add(number);
    }
    return numbers;
  }

  private List<Object> itemsOf(Object value, String what) {
    if (value instanceof Tuple tuple) {
      return tuple.items;
    }
    if (value instanceof Sequence sequence) {
      return sequence.items;
    }
    throw file.damaged(what + " must be a tuple, but is a " + PickleValue.kind(value));
  }

  private void checkCount(PickleGlobal global, List<Object> arguments, int least, int most) {
    if (arguments.size() < least || arguments.size() > most) {
      throw file.damaged("the pickle calls " + global + " with " + arguments.size() + " arguments");
    }
  }

  CheckpointException refusedGlobal(String module, String name) {
    String written = PickleMachine.printable(module) + "." + PickleMachine.printable(name);
    // Pickles of the protocols up to 2 call the built-in names by their module of Python 2.
    String known =
        module.equals("__builtin__")
            ? "builtins." + PickleMachine.printable(name) + " (written " + written + ")"
            : written;
    return refused("the global " + known);
  }

  CheckpointException refused(String what) {
    return new CheckpointException(
        file.path(),
        "refuses " + what + ", which no tensor needs and which could run code",
        "Nothing was run. Do not trust this file; ask its author for safetensors");
  }
}
