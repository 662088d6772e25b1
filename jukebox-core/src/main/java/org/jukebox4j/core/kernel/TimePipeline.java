package org.jukebox4j.core.kernel;

import java.util.List;

/**
 * Layers over time one after the other. Immutable and shared between threads; each recording that
 * passes through has a {@link TimeStream} of its own.
 */
public final class TimePipeline implements AutoCloseable {
  private final List<TimeLayer> layers;

  /**
   * Chains layers.
   *
   * @param layers at least one, in the order of execution; widths must fit
   */
  public TimePipeline(List<? extends TimeLayer> layers) {
    this.layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("layers must hold at least one layer, but was empty");
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
        throw new IllegalArgumentException(
            "layer %d must take the %d channels of the layer before it, but takes %d"
                .formatted(i, layers.get(i - 1).outputs(), layers.get(i).inputs()));
      }
    }
  }

  List<TimeLayer> layers() {
    return layers;
  }

  /**
   * Returns the width of an input row.
   *
   * @return the number of input channels
   */
  public int inputs() {
    return layers.get(0).inputs();
  }

  /**
   * Returns the width of an output row.
   *
   * @return the number of output channels
   */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /**
   * Returns the length of the output for an input of this length.
   *
   * @param rows rows of input
   * @return rows of output
   */
  public int outputRows(int rows) {
    int length = rows;
    for (TimeLayer layer : layers) {
      length = layer.geometry().outputRows(length);
    }
    return length;
  }

  /**
   * Starts a recording.
   *
   * @param memory used by this recording alone until it is finished or given up
   * @return its state
   */
  public TimeStream open(StreamMemory memory) {
    return new TimeStream(this, memory);
  }

  /**
   * Passes a whole recording through.
   *
   * @param x {@code [rows, inputs]}
   * @param rows rows of input
   * @return {@code [outputRows(rows), outputs]}
   */
  public float[] forward(float[] x, int rows) {
    float[] y = new float[Math.multiplyExact(outputRows(rows), outputs())];
    try (StreamMemory memory = new StreamMemory()) {
      open(memory)
          .finish(
              x, 0, rows, (from, offset, count) -> System.arraycopy(from, offset, y, 0, y.length));
    }
    return y;
  }

  @Override
  public void close() {
    layers.forEach(TimeLayer::close);
  }
}
