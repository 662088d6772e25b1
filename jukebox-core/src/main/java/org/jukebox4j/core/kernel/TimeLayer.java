package org.jukebox4j.core.kernel;

/**
 * A layer over time, {@code [time, inputs] -> [time', outputs]}, in which an output row depends on
 * a bounded stretch of input rows: a convolution, a transposed convolution, a residual block.
 *
 * <p>A layer knows nothing of the ends of the recording. Whoever runs it ({@link TimePipeline})
 * supplies the padding as rows of zeros, so that every row goes through the same arithmetic
 * wherever it lies. Layers are immutable and shared between threads.
 */
public interface TimeLayer extends AutoCloseable {
  /**
   * Returns the correspondence between rows in and rows out.
   *
   * @return the geometry
   */
  TimeGeometry geometry();

  /**
   * Returns the width of an input row.
   *
   * @return the number of input channels
   */
  int inputs();

  /**
   * Returns the width of an output row.
   *
   * @return the number of output channels
   */
  int outputs();

  /**
   * Computes some steps on the calling thread.
   *
   * @param x rows of padded input
   * @param from index of the first element that the first step reads
   * @param steps how many steps
   * @param y receives {@code [steps * rowsPerStep, outputs]}
   * @param to index of the first element written
   * @param scratch memory of the calling thread
   */
  void forward(float[] x, int from, int steps, float[] y, int to, TileScratch scratch);

  /** Frees the layer's weights. */
  @Override
  void close();
}
