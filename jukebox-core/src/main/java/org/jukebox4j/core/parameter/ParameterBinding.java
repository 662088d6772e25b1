package org.jukebox4j.core.parameter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Builds a component from a source of parameters and owns the memory of what was taken.
 *
 * <p>All missing, unexpected and misshapen names are collected and thrown as one {@link
 * ParameterMismatchException}.
 */
public final class ParameterBinding implements AutoCloseable {
  private final ParameterSource source;
  private final Precision precision;
  private final Map<String, FloatTensor> taken = new LinkedHashMap<>();
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> misshapen = new ArrayList<>();

  /**
   * Starts taking parameters.
   *
   * @param source where they come from
   */
  public ParameterBinding(ParameterSource source) {
    this(source, Precision.FLOAT32);
  }

  /**
   * Starts taking parameters.
   *
   * @param source where they come from
   * @param precision in which numbers dense layers are to hold their matrices
   */
  public ParameterBinding(ParameterSource source, Precision precision) {
    this.source = source;
    this.precision = precision;
  }

  Precision precision() {
    return precision;
  }

  void release(String name) {
    FloatTensor tensor = taken.remove(name);
    if (tensor != null) {
      tensor.close();
    }
  }

  /**
   * Builds a component and checks that every name fits.
   *
   * @param owner what is being built, for messages, such as {@code "the VQ-VAE"}
   * @param builder makes the component from the root scope
   * @param expected which names of the source must have been taken; others are not reported
   * @param <T> the component
   * @return the component
   * @throws ParameterMismatchException naming everything that is missing, unexpected or misshapen
   */
  public <T> T bind(String owner, Function<ParameterScope, T> builder, Predicate<String> expected) {
    T component = builder.apply(new ParameterScope(this, ""));
    List<String> unexpected = new ArrayList<>();
    for (String name : new TreeSet<>(source.names())) {
      if (expected.test(name) && !shapes.containsKey(name)) {
        unexpected.add(name);
      }
    }
    if (!missing.isEmpty() || !misshapen.isEmpty() || !unexpected.isEmpty()) {
      close();
      throw new ParameterMismatchException(owner, missing, unexpected, misshapen);
    }
    return component;
  }

  FloatTensor take(String name, int... shape) {
    Optional<FloatTensor> found = takeIfPresent(name, shape);
    if (found.isEmpty()) {
      missing.add(name + " " + Arrays.toString(shape));
    }
    return found.orElseGet(() -> FloatTensor.unallocated(shape));
  }

  Optional<FloatTensor> takeIfPresent(String name, int... shape) {
    FloatTensor again = taken.get(name);
    Optional<FloatTensor> found =
        again != null ? Optional.of(again) : source.find(name, shape.clone());
    if (found.isEmpty()) {
      return found;
    }
    FloatTensor tensor = found.get();
    taken.put(name, tensor);
    shapes.put(name, shape.clone());
    if (!Arrays.equals(tensor.shape(), shape)) {
      misshapen.add(
          name
              + ": expected "
              + Arrays.toString(shape)
              + " but was "
              + Arrays.toString(tensor.shape()));
      return Optional.of(FloatTensor.unallocated(shape));
    }
    return found;
  }

  float[] takeArray(String name, int... shape) {
    FloatTensor tensor = take(name, shape);
    try {
      return tensor.toArray();
    } catch (IllegalStateException onlyCounted) {
      return new float[Math.toIntExact(tensor.size())];
    }
  }

  /**
   * Returns the shape of every parameter taken so far, in the order of taking.
   *
   * @return full name to shape
   */
  public Map<String, int[]> shapes() {
    Map<String, int[]> copy = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> copy.put(name, shape.clone()));
    return copy;
  }

  /**
   * Returns the number of elements taken, a tied tensor counted once for each of its names.
   *
   * @return the sum of the sizes
   */
  public long elementCount() {
    return shapes.values().stream()
        .mapToLong(shape -> Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b))
        .sum();
  }

  /** Frees the memory of everything that was taken. */
  @Override
  public void close() {
    taken.values().forEach(FloatTensor::close);
    taken.clear();
  }
}
