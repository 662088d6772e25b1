package org.jukebox4j.training;

import java.nio.file.Path;
import java.util.Map;
import org.jukebox4j.core.checkpoint.SafetensorsWriter;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The weights of a part that has grown out of a trained one. They are copied, so that the trained
 * part's file may be closed, moved or replaced before they are written.
 */
final class JoinedWeights {
  private final SafetensorsWriter writer = new SafetensorsWriter();

  /**
   * Copies weights.
   *
   * @param shapes the parameters of the grown part; one that is nowhere is left out, and named by
   *     whoever loads the file
   * @param joined where they are
   */
  JoinedWeights(Map<String, int[]> shapes, ParameterSource joined) {
    shapes.forEach(
        (name, shape) ->
            joined
                .find(name, shape)
                .ifPresent(
                    tensor -> writer.add(name, FloatTensor.of(tensor.toArray(), tensor.shape()))));
  }

  void write(Path file) {
    writer.write(file);
  }
}
