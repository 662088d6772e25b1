package org.jukebox4j.sampling.state;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jukebox4j.core.hierarchy.Level;

/**
 * Codes of several samples at the levels of the hierarchy. A level may hold fewer codes than the
 * one above would need, or none. The arrays are not copied: do not change them.
 */
public final class HierarchyCodes {
  private final Map<Level, List<int[]>> levels;

  /**
   * Makes the codes.
   *
   * @param levels for each level one array for each sample, equally long
   */
  public HierarchyCodes(Map<Level, List<int[]>> levels) {
    Map<Level, List<int[]>> copy = new EnumMap<>(Level.class);
    int samples = -1;
    for (Map.Entry<Level, List<int[]>> entry : new TreeMap<>(levels).entrySet()) {
      List<int[]> items = List.copyOf(entry.getValue());
      requireEqualLengths(entry.getKey(), items);
      if (samples >= 0 && items.size() != samples) {
        throw new IllegalArgumentException(
            "every level must hold codes of "
                + samples
                + " samples, but the "
                + entry.getKey().label()
                + " level holds "
                + items.size());
      }
      samples = items.size();
      copy.put(entry.getKey(), items);
    }
    if (samples < 1) {
      throw new IllegalArgumentException("codes must be of at least one level and one sample");
    }
    this.levels = Collections.unmodifiableMap(copy);
  }

  private static void requireEqualLengths(Level level, List<int[]> items) {
    for (int[] codes : items) {
      if (codes.length != items.get(0).length) {
        throw new IllegalArgumentException(
            "the samples must hold equally many codes, but at the "
                + level.label()
                + " level one holds "
                + items.get(0).length
                + " and one "
                + codes.length);
      }
    }
  }

  /**
   * Returns the codes of one level.
   *
   * @param level the level
   * @return codes of every sample, {@code [samples][time]}; an empty list if the level is not there
   */
  public List<int[]> at(Level level) {
    return levels.getOrDefault(level, List.of());
  }

  /**
   * Returns the number of codes of one sample at one level.
   *
   * @param level the level
   * @return how many; 0 if the level is not there
   */
  public int length(Level level) {
    List<int[]> items = at(level);
    return items.isEmpty() ? 0 : items.get(0).length;
  }

  /**
   * Returns the number of samples.
   *
   * @return how many, at least 1
   */
  public int samples() {
    return levels.values().iterator().next().size();
  }

  /**
   * Returns the levels that are there.
   *
   * @return every level to its codes, from the bottom up; unmodifiable
   */
  public Map<Level, List<int[]>> levels() {
    return levels;
  }

  /**
   * Returns the codes of one sample alone.
   *
   * @param sample number of the sample, from 0
   * @return its codes at every level
   */
  public HierarchyCodes sample(int sample) {
    if (sample < 0 || sample >= samples()) {
      throw new IllegalArgumentException(
          "sample must be between 0 and " + (samples() - 1) + ", but was " + sample);
    }
    Map<Level, List<int[]>> one = new EnumMap<>(Level.class);
    levels.forEach((level, items) -> one.put(level, List.of(items.get(sample))));
    return new HierarchyCodes(one);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof HierarchyCodes that) || !levels.keySet().equals(that.levels.keySet())) {
      return false;
    }
    return levels.entrySet().stream()
        .allMatch(
            entry ->
                Arrays.deepEquals(entry.getValue().toArray(), that.at(entry.getKey()).toArray()));
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (Map.Entry<Level, List<int[]>> entry : levels.entrySet()) {
      hash = 31 * hash + entry.getKey().index();
      hash = 31 * hash + Arrays.deepHashCode(entry.getValue().toArray());
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("HierarchyCodes[").append(samples()).append(" samples");
    levels.keySet().forEach(l -> text.append(", ").append(l.label()).append(' ').append(length(l)));
    return text.append(']').toString();
  }
}
