package org.jukebox4j.core.parameter;

import java.util.Optional;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A place in the tree of parameter names, such as {@code prior.transformer._attn_mods.3}. Layers
 * are constructed from a scope and take their weights from it by relative name.
 */
public final class ParameterScope {
  private final ParameterBinding binding;
  private final String prefix;

  ParameterScope(ParameterBinding binding, String prefix) {
    this.binding = binding;
    this.prefix = prefix;
  }

  /**
   * Goes one step down.
   *
   * @param name the next part of the name; a number for an indexed layer
   * @return the scope below
   */
  public ParameterScope child(Object name) {
    return new ParameterScope(binding, prefix + name + ".");
  }

  /**
   * Takes a parameter. If it is missing or has another shape, that is noted for the report at the
   * end, and a tensor without memory stands in for it.
   *
   * @param name relative name
   * @param shape the shape that the layer needs
   * @return the parameter
   */
  public FloatTensor take(String name, int... shape) {
    return binding.take(prefix + name, shape);
  }

  /**
   * Takes a parameter that a checkpoint may leave out.
   *
   * @param name relative name
   * @param shape the shape that the layer needs
   * @return the parameter, or empty if the source has none of that name
   */
  public Optional<FloatTensor> takeIfPresent(String name, int... shape) {
    return binding.takeIfPresent(prefix + name, shape);
  }

  /**
   * Takes a small parameter, a bias or a gain, as an array.
   *
   * @param name relative name
   * @param length the number of elements that the layer needs
   * @return a copy of its elements; zeros while only shapes are counted
   */
  public float[] takeVector(String name, int length) {
    return binding.takeArray(prefix + name, length);
  }

  /**
   * Takes a small matrix, such as a start token, as an array.
   *
   * @param name relative name
   * @param shape the shape that the layer needs
   * @return a copy of its elements in row-major order; zeros while only shapes are counted
   */
  public float[] takeMatrix(String name, int... shape) {
    return binding.takeArray(prefix + name, shape);
  }

  /**
   * Returns in which numbers dense layers are to hold their matrices.
   *
   * @return the precision
   */
  public Precision precision() {
    return binding.precision();
  }

  /**
   * Frees the memory of a parameter that was taken and is not needed any more, since its values
   * have been converted.
   *
   * @param name relative name
   */
  public void release(String name) {
    binding.release(prefix + name);
  }

  /**
   * Returns the full name of a parameter of this scope.
   *
   * @param name relative name
   * @return the name as it is in checkpoints
   */
  public String fullName(String name) {
    return prefix + name;
  }
}
