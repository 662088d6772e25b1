package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.checkpoint.PickleValue.Bytes;
import org.jukebox4j.core.checkpoint.PickleValue.Dictionary;
import org.jukebox4j.core.checkpoint.PickleValue.None;
import org.jukebox4j.core.checkpoint.PickleValue.Sequence;
import org.jukebox4j.core.checkpoint.PickleValue.StorageReference;
import org.jukebox4j.core.checkpoint.PickleValue.Tuple;

/**
 * A machine for pickles that hold tensors and plain data, and nothing else.
 *
 * <p>Python's own machine may import any name and call it. This one knows the names of {@link
 * PickleGlobal}; at any other name, and at any instruction that tensors do not need, it stops with
 * an error that names it. There is no second attempt with fewer checks. It does not recurse, and
 * what a pickle can make it allocate is limited.
 */
final class PickleMachine {
  /** Far above the half million instructions of the largest released model. */
  static final int MOST_INSTRUCTIONS = 2_000_000;

  static final int DEEPEST_STACK = 200_000;

  private static final int HIGHEST_PROTOCOL = 5;

  private final FileBytes file;
  private final PickleInput input;
  private final TensorRebuilder rebuilder;
  private final List<Object> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private PickleMachine(FileBytes file, PickleInput input, TensorRebuilder rebuilder) {
    this.file = file;
    this.input = input;
    this.rebuilder = rebuilder;
  }

  /** What a pickle builds, and the position after it. */
  record Result(Object value, int end) {}

  /**
   * Runs one pickle.
   *
   * @param file for messages
   * @param bytes starts with the pickle
   * @param rebuilder makes storages and tensors, and remembers the storages
   * @return what it builds
   * @throws CheckpointException if it is damaged, too large or asks for anything else
   */
  static Result run(FileBytes file, ByteBuffer bytes, TensorRebuilder rebuilder) {
    PickleInput input = new PickleInput(file, bytes);
    Object value = new PickleMachine(file, input, rebuilder).run();
    return new Result(value, input.position());
  }

  private Object run() {
    for (int instruction = 0; instruction < MOST_INSTRUCTIONS; instruction++) {
      int opcode = input.unsignedByte();
      if (opcode == '.') {
        Object value = pop();
        if (!stack.isEmpty() || !marks.isEmpty()) {
          throw file.damaged("the pickle leaves values on its stack");
        }
        return value;
      }
      if (!scalar(opcode) && !container(opcode) && !memory(opcode)) {
        object(opcode);
      }
      if (stack.size() > DEEPEST_STACK || marks.size() > DEEPEST_STACK) {
        throw file.damaged("the pickle's stack is deeper than " + DEEPEST_STACK);
      }
    }
    throw file.damaged("the pickle has more than " + MOST_INSTRUCTIONS + " instructions");
  }

  /** Instructions that push plain values. */
  private boolean scalar(int opcode) {
    switch (opcode) {
      case 'N' -> stack.add(None.NONE);
      case 0x88 -> stack.add(Boolean.TRUE);
      case 0x89 -> stack.add(Boolean.FALSE);
      case 'J' -> stack.add((long) input.signedInt());
      case 'K' -> stack.add((long) input.unsignedByte());
      case 'M' -> stack.add((long) input.unsignedShort());
      case 0x8a -> stack.add(input.integer(input.unsignedByte()));
      case 0x8b -> stack.add(input.integer(input.signedInt()));
      case 'G' -> stack.add(input.bigEndianDouble());
      case 'X' -> stack.add(input.text(input.unsignedInt()));
      case 0x8c -> stack.add(input.text(input.unsignedByte()));
      case 0x8d -> stack.add(input.text(input.signedLong()));
      case 'B' -> bytes(input.unsignedInt());
      case 'C' -> bytes(input.unsignedByte());
      case 0x8e -> bytes(input.signedLong());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void bytes(long length) {
    input.skip(length);
    stack.add(Bytes.BYTES);
  }

  /** Instructions that make and fill lists, tuples and dictionaries. */
  private boolean container(int opcode) {
    switch (opcode) {
      case '(' -> marks.add(stack.size());
      case ']' -> stack.add(new Sequence());
      case '}' -> stack.add(new Dictionary(false));
      case ')' -> stack.add(new Tuple(List.of()));
      case 0x85 -> tuple(1);
      case 0x86 -> tuple(2);
      case 0x87 -> tuple(3);
      case 't' -> stack.add(new Tuple(popToMark()));
      case 'a' -> append(List.of(pop()));
      case 'e' -> append(popToMark());
      case 's' -> {
        Object value = pop();
        setItems(List.of(pop(), value));
      }
      case 'u' -> setItems(popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void tuple(int length) {
    Object[] items = new Object[length];
    for (int i = length - 1; i >= 0; i--) {
      items[i] = pop();
    }
    stack.add(new Tuple(List.of(items)));
  }

  private void append(List<Object> items) {
    if (!(top() instanceof Sequence sequence)) {
      throw file.damaged("the pickle appends to what is not a list but " + PickleValue.kind(top()));
    }
    sequence.items.addAll(items);
  }

  private void setItems(List<Object> items) {
    if (!(top() instanceof Dictionary dictionary)) {
      throw file.damaged(
          "the pickle sets keys of what is not a dictionary but " + PickleValue.kind(top()));
    }
    if (items.size() % 2 != 0) {
      throw file.damaged("the pickle sets a key without a value");
    }
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      if (key instanceof PickleValue && key != None.NONE) {
        throw file.damaged("the pickle has a dictionary key that is a " + PickleValue.kind(key));
      }
      dictionary.items.put(key, items.get(i + 1));
    }
  }

  /** Instructions about the pickle itself: its protocol, the stack and the memo. */
  private boolean memory(int opcode) {
    switch (opcode) {
      case 0x80 -> {
        int protocol = input.unsignedByte();
        if (protocol > HIGHEST_PROTOCOL) {
          throw file.damaged("the pickle has the unknown protocol " + protocol);
        }
      }
      case 0x95 -> input.signedLong(); // a frame's length: only a hint for buffering
      case '0' -> pop();
      case '1' -> popToMark();
      case '2' -> stack.add(top());
      case 'q' -> memo.put((long) input.unsignedByte(), top());
      case 'r' -> memo.put(input.unsignedInt(), top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'h' -> recall(input.unsignedByte());
      case 'j' -> recall(input.unsignedInt());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void recall(long index) {
    Object value = memo.get(index);
    if (value == null) {
      throw file.damaged("the pickle recalls value " + index + ", which it never stored");
    }
    stack.add(value);
  }

  /** Instructions that name, call or change Python objects: the dangerous ones. */
  private void object(int opcode) {
    switch (opcode) {
      case 'c' -> {
        String module = input.line();
        global(module, input.line());
      }
      case 0x93 -> {
        Object name = pop();
        Object module = pop();
        if (!(module instanceof String moduleText) || !(name instanceof String nameText)) {
          throw file.damaged("the pickle names a global by what is not text");
        }
        global(moduleText, nameText);
      }
      case 'R' -> {
        Object arguments = pop();
        stack.add(rebuilder.call(pop(), arguments));
      }
      case 'Q' -> stack.add(storage(pop()));
      case 'b' -> build();
      case 'i' -> {
        String module = input.line();
        throw rebuilder.refusedGlobal(module, input.line());
      }
      case 'o' -> throw refused("make an object (OBJ) of", popToMark());
      case 0x81 -> {
        pop();
        throw refused("make an object (NEWOBJ) of", List.of(pop()));
      }
      case 0x92 -> {
        pop();
        pop();
        throw refused("make an object (NEWOBJ_EX) of", List.of(pop()));
      }
      case 0x82 -> throw rebuilder.refused("the extension code " + input.unsignedByte());
      case 0x83 -> throw rebuilder.refused("the extension code " + input.unsignedShort());
      case 0x84 -> throw rebuilder.refused("the extension code " + input.signedInt());
      case 'P' -> throw rebuilder.refused("the persistent name '" + printable(input.line()) + "'");
      default ->
          throw file.damaged(
              String.format(
                  "at byte %d of the pickle is the instruction 0x%02x, which no tensor needs",
                  input.position() - 1, opcode));
    }
  }

  private void global(String module, String name) {
    stack.add(
        PickleGlobal.find(module, name).orElseThrow(() -> rebuilder.refusedGlobal(module, name)));
  }

  private StorageReference storage(Object id) {
    if (!(id instanceof Tuple tuple)) {
      throw rebuilder.refused(
          "a persistent object that is not a tuple but " + PickleValue.kind(id));
    }
    return rebuilder.storage(tuple.items);
  }

  /** The only state that is set is an ordered dictionary's attributes; they are not needed. */
  private void build() {
    Object state = pop();
    if (!(top() instanceof Dictionary dictionary)
        || !dictionary.ordered
        || !(state instanceof Dictionary)) {
      throw refused("set the state (BUILD) of", List.of(top()));
    }
  }

  private CheckpointException refused(String what, List<Object> target) {
    String kind = target.isEmpty() ? "nothing" : PickleValue.kind(target.get(0));
    return rebuilder.refused("to " + what + " " + kind);
  }

  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(200)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.toString();
  }

  private Object top() {
    if (stack.size() <= floor()) {
      throw underflow();
    }
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    Object value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw underflow();
    }
    int from = marks.remove(marks.size() - 1);
    List<Object> above = stack.subList(from, stack.size());
    List<Object> values = List.copyOf(above);
    above.clear();
    return values;
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
  }

  private CheckpointException underflow() {
    return file.damaged("the pickle takes more from its stack than it put there");
  }
}
