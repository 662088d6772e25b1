package org.jukebox4j.prior.attention;

import org.bytedeco.javacpp.FloatPointer;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The keys and values of one layer for a batch, each {@code [items, slots, state]}, allocated once.
 * Which slot holds which position is up to the {@link FactoredAttention}.
 */
public final class KeyValueCache implements AutoCloseable {
  private final int slots;
  private final int state;
  private final FloatTensor keys;
  private final FloatTensor values;

  /** Of each item, so that items can be computed at once; whoever computes an item moves them. */
  private final FloatPointer[] keyPointers;

  private final FloatPointer[] valuePointers;

  /**
   * Allocates a cache.
   *
   * @param items number of items in the batch
   * @param slots keys of an item
   * @param state width of a key, all heads together
   */
  public KeyValueCache(int items, int slots, int state) {
    this.slots = slots;
    this.state = state;
    this.keys = FloatTensor.zeros(items, slots, state);
    this.values = FloatTensor.zeros(items, slots, state);
    this.keyPointers = new FloatPointer[items];
    this.valuePointers = new FloatPointer[items];
    for (int item = 0; item < items; item++) {
      long at = (long) item * slots * state;
      keyPointers[item] = keys.pointer().getPointer(FloatPointer.class, at);
      valuePointers[item] = values.pointer().getPointer(FloatPointer.class, at);
    }
  }

  /**
   * Stores the key and the value of one position.
   *
   * @param item number of the item
   * @param slot where
   * @param row holds the key followed by the value
   * @param from index of the first element of the key
   */
  void write(int item, int slot, float[] row, int from) {
    int at = (item * slots + slot) * state;
    keys.write(at, row, from, state);
    values.write(at, row, from + state, state);
  }

  /**
   * Reads the key of a slot.
   *
   * @param item number of the item
   * @param slot which slot
   * @return the key, {@code [state]}
   */
  public float[] key(int item, int slot) {
    return read(keys, item, slot);
  }

  /**
   * Reads the value of a slot.
   *
   * @param item number of the item
   * @param slot which slot
   * @return the value, {@code [state]}
   */
  public float[] value(int item, int slot) {
    return read(values, item, slot);
  }

  private float[] read(FloatTensor side, int item, int slot) {
    float[] row = new float[state];
    side.read((item * slots + slot) * state, row, 0, state);
    return row;
  }

  FloatPointer keys(int item) {
    return keyPointers[item];
  }

  FloatPointer values(int item) {
    return valuePointers[item];
  }

  @Override
  public void close() {
    keys.close();
    values.close();
  }
}
