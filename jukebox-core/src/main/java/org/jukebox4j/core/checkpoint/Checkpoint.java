package org.jukebox4j.core.checkpoint;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.jukebox4j.core.parameter.ParameterSource;

/**
 * A readable file of named tensors.
 *
 * <p>Three formats are told apart by their content, whatever the file is called:
 *
 * <ul>
 *   <li>safetensors;
 *   <li>PyTorch's zip archive, written since version 1.6;
 *   <li>PyTorch's older stream of pickles, as in the released Jukebox files.
 * </ul>
 *
 * <p>A PyTorch checkpoint {@code {hps, model, opt, step}} shows the tensors of {@code model}, with
 * the prefix {@code module.} removed; its hyper-parameters and step are in {@link #metadata()}. Any
 * other nesting of dictionaries, lists and tuples shows all its tensors, the parts of their names
 * joined by dots: {@code zs.0}. Differs from the original, where {@code torch.load} runs whatever
 * the pickle asks for: here only tensors can come out of a file.
 *
 * <p>The file stays mapped for as long as tensors found in it are reachable, also after {@link
 * #close()}. It must not be overwritten in that time; replace it by renaming a new file over it.
 */
public interface Checkpoint extends ParameterSource, AutoCloseable {
  /**
   * Opens a file and checks its structure. Tensors are read when they are asked for.
   *
   * @param file the file
   * @return the open checkpoint
   * @throws CheckpointException if the file cannot be read, is damaged or asks for anything that a
   *     file of tensors does not need
   */
  static Checkpoint open(Path file) {
    return TensorFile.open(file);
  }

  /**
   * Reads a file of less than 2 GiB that is not on a disk, such as one in a jar.
   *
   * @param name what to call it
   * @param contents its bytes up to the end of the stream, which stays the caller's
   * @return the open checkpoint, which holds all of it in memory
   * @throws CheckpointException as {@link #open}
   */
  static Checkpoint read(String name, InputStream contents) {
    return TensorFile.of(Path.of(name), contents);
  }

  /**
   * Returns what the file holds.
   *
   * @return name to type and shape, in the order of the file
   */
  Map<String, TensorEntry> entries();

  /**
   * Returns the text beside the tensors: the {@code __metadata__} of a safetensors file; for a
   * PyTorch file the plain values that are not tensors, such as {@code step} and {@code
   * hps.levels}, as text.
   *
   * @return key to value
   */
  Map<String, String> metadata();

  /**
   * Reads a tensor of any type as float32.
   *
   * @param name its full name
   * @return a copy of its elements in row-major order
   * @throws CheckpointException if there is no tensor of that name, or it has more elements than an
   *     array can hold
   */
  float[] floats(String name);

  /**
   * Reads a tensor of an integer type, or of truth values as 0 and 1.
   *
   * @param name its full name
   * @return a copy of its elements in row-major order
   * @throws CheckpointException if there is no tensor of that name, its type is not an integer type
   *     or it has more elements than an array can hold
   */
  long[] integers(String name);

  /** Closes the file. Tensors that were found in it stay readable. */
  @Override
  void close();
}
