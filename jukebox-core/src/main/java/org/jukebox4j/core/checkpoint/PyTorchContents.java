package org.jukebox4j.core.checkpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.checkpoint.PickleValue.Dictionary;
import org.jukebox4j.core.checkpoint.PickleValue.None;
import org.jukebox4j.core.checkpoint.PickleValue.Sequence;
import org.jukebox4j.core.checkpoint.PickleValue.StorageReference;
import org.jukebox4j.core.checkpoint.PickleValue.Tensor;
import org.jukebox4j.core.checkpoint.PickleValue.Tuple;

/**
 * Gives names to what a pickle built. Values may be shared or contain themselves, so that walking
 * them is limited in depth, in steps and in the length of the names it makes.
 */
final class PyTorchContents {
  static final int DEEPEST = 64;
  static final int MOST_VALUES = 1_000_000;

  private static final long MOST_CHARACTERS = 1 << 24;
  private static final String MODEL = "model";
  private static final String OPTIMISER = "opt";
  private static final String WRAPPED = "module.";

  private final FileBytes file;
  private final Function<StorageReference, Storage> storages;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Deque<Named> pending = new ArrayDeque<>();
  private int values;
  private long characters;

  /** A value and its name; the root has none. */
  private record Named(@Nullable String name, Object value, int depth) {}

  private PyTorchContents(FileBytes file, Function<StorageReference, Storage> storages) {
    this.file = file;
    this.storages = storages;
  }

  /**
   * Names the tensors and plain values.
   *
   * @param file for messages
   * @param root what the pickle built
   * @param storages finds the bytes of a storage
   * @return the tensors of {@code model}, if there is one, and of everything otherwise
   */
  static TensorFile.Contents of(
      FileBytes file, Object root, Function<StorageReference, Storage> storages) {
    PyTorchContents contents = new PyTorchContents(file, storages);
    if (root instanceof Dictionary checkpoint
        && checkpoint.items.get(MODEL) instanceof Dictionary model) {
      contents.walk(new Named(null, model, 0));
      Map<Object, Object> beside = new LinkedHashMap<>(checkpoint.items);
      beside.remove(MODEL);
      beside.remove(OPTIMISER);
      Map<String, StoredTensor> ofModel = new LinkedHashMap<>(contents.tensors);
      Dictionary rest = new Dictionary(false);
      rest.items.putAll(beside);
      contents.walk(new Named(null, rest, 0));
      return new TensorFile.Contents(ofModel, contents.metadata);
    }
    if (!(root instanceof Dictionary || root instanceof Sequence || root instanceof Tuple)) {
      throw new CheckpointException(
          file.path(),
          "holds no dictionary of tensors but a " + PickleValue.kind(root),
          "Give a checkpoint that was saved from a dictionary of tensors");
    }
    contents.walk(new Named(null, root, 0));
    return new TensorFile.Contents(contents.tensors, contents.metadata);
  }

  private void walk(Named root) {
    pending.push(root);
    while (!pending.isEmpty()) {
      Named next = pending.pop();
      count(1);
      if (next.depth() > DEEPEST) {
        throw file.damaged("its values are nested more than " + DEEPEST + " deep");
      }
      visit(next);
    }
  }

  private void visit(Named next) {
    if (next.value() instanceof Dictionary dictionary) {
      List<Named> children = new ArrayList<>();
      dictionary.items.forEach((key, value) -> children.add(child(next, plainText(key), value)));
      pushInOrder(children);
    } else if (next.value() instanceof Sequence sequence) {
      visitItems(next, sequence.items);
    } else if (next.value() instanceof Tuple tuple) {
      visitItems(next, tuple.items);
    } else if (next.name() != null && next.value() instanceof Tensor tensor) {
      addTensor(next.name(), tensor);
    } else if (next.name() != null && isPlain(next.value())) {
      addText(next.name(), plainText(next.value()));
    }
  }

  private void visitItems(Named next, List<Object> items) {
    if (next.name() != null && items.stream().allMatch(PyTorchContents::isPlain)) {
      count(items.size());
      List<String> texts = new ArrayList<>();
      for (Object item : items) {
        String text = plainText(item);
        spend(text.length() + 2L);
        texts.add(text);
      }
      addText(next.name(), texts.toString());
      return;
    }
    List<Named> children = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      children.add(child(next, Integer.toString(i), items.get(i)));
    }
    pushInOrder(children);
  }

  private Named child(Named parent, String key, Object value) {
    String name = parent.name() == null ? key : parent.name() + "." + key;
    spend(name.length());
    return new Named(name, value, parent.depth() + 1);
  }

  private void pushInOrder(List<Named> children) {
    // Counted before they are visited, so that the number of those waiting is limited as well.
    count(children.size());
    Collections.reverse(children);
    children.forEach(pending::push);
  }

  private void addTensor(String fullName, Tensor tensor) {
    String name = fullName.startsWith(WRAPPED) ? fullName.substring(WRAPPED.length()) : fullName;
    StorageReference storage = tensor.storage();
    TensorEntry entry = new TensorEntry(name, storage.type(), tensor.shape());
    long offset = (storage.start() + tensor.offset()) * storage.type().bytes();
    StoredTensor stored =
        new StoredTensor(entry, storages.apply(storage), offset, tensor.strides());
    if (tensors.put(name, stored) != null) {
      throw file.damaged("two of its tensors are named '" + PickleMachine.printable(name) + "'");
    }
  }

  private void addText(String name, String text) {
    if (metadata.put(name, text) != null) {
      throw file.damaged("two of its values are named '" + PickleMachine.printable(name) + "'");
    }
  }

  private static boolean isPlain(Object value) {
    return !(value instanceof PickleValue) || value == None.NONE;
  }

  private static String plainText(Object value) {
    return value == None.NONE ? "none" : String.valueOf(value);
  }

  private void count(int more) {
    values += more;
    if (values > MOST_VALUES) {
      throw file.damaged("it has more than " + MOST_VALUES + " values");
    }
  }

  private void spend(long more) {
    characters += more;
    if (characters > MOST_CHARACTERS) {
      throw file.damaged("its names and texts are longer than " + MOST_CHARACTERS + " characters");
    }
  }
}
