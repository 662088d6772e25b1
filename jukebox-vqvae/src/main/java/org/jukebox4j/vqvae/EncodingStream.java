package org.jukebox4j.vqvae;

import org.jukebox4j.core.kernel.StreamMemory;
import org.jukebox4j.core.kernel.TimeStream;
import org.jukebox4j.vqvae.codebook.NearestCode;

/**
 * Encodes a recording of any length while it arrives. Memory does not depend on its length, and the
 * codes are those of {@link VqVae#encode}, however the recording is cut. Used by one thread.
 */
public final class EncodingStream implements AutoCloseable {
  private final MemoryPool pool;
  private final StreamMemory memory;
  private final TimeStream stream;
  private final NearestCode nearest;
  private final int samplesPerCode;
  private final CodeSink sink;

  /** Samples that wait for their block to be full; blocks always lie at the same places. */
  private final float[] block;

  private int waiting;
  private boolean closed;
  private int[] codes = new int[0];

  EncodingStream(VqVaeLevel level, int samplesPerCode, MemoryPool pool, CodeSink sink) {
    this.pool = pool;
    this.memory = pool.borrow();
    this.stream = level.encoder().open(memory);
    this.nearest = level.nearest();
    this.samplesPerCode = samplesPerCode;
    this.sink = sink;
    this.block = new float[VqVae.blockCodes(samplesPerCode) * samplesPerCode];
  }

  /**
   * Takes the next samples.
   *
   * @param samples mono, in [-1, 1]
   * @param offset index of the first one
   * @param count how many
   */
  public void write(float[] samples, int offset, int count) {
    requireOpen();
    int done = 0;
    while (done < count) {
      int taken = Math.min(count - done, block.length - waiting);
      System.arraycopy(samples, offset + done, block, waiting, taken);
      waiting += taken;
      done += taken;
      if (waiting == block.length) {
        stream.push(block, 0, waiting, this::quantise);
        waiting = 0;
      }
    }
  }

  /**
   * Ends the recording. What is left over when it is divided by the samples per code is cut off,
   * and has no influence on the codes before it; less than one code gives none.
   */
  public void finish() {
    requireOpen();
    stream.finish(block, 0, waiting - waiting % samplesPerCode, this::quantise);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the stream is closed; start a new one");
    }
  }

  private void quantise(float[] rows, int offset, int count) {
    if (codes.length < count) {
      codes = new int[count];
    }
    nearest.find(rows, offset, count, codes, 0);
    sink.accept(codes, 0, count);
  }

  /** Ends the use of the work memory; the recording need not be finished. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pool.giveBack(memory);
    }
  }
}
