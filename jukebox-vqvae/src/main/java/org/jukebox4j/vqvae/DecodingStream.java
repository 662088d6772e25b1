package org.jukebox4j.vqvae;

import org.jukebox4j.core.kernel.StreamMemory;
import org.jukebox4j.core.kernel.TimeStream;
import org.jukebox4j.vqvae.codebook.Codebook;

/**
 * Decodes codes of any number while they arrive. Memory does not depend on their number, and the
 * samples are those of {@link VqVae#decode}, however the codes are cut. Used by one thread.
 */
public final class DecodingStream implements AutoCloseable {
  private final MemoryPool pool;
  private final StreamMemory memory;
  private final TimeStream stream;
  private final Codebook codebook;
  private final SampleSink sink;
  private final int[] block;
  private final float[] vectors;
  private int waiting;
  private boolean closed;

  DecodingStream(VqVaeLevel level, int samplesPerCode, MemoryPool pool, SampleSink sink) {
    this.pool = pool;
    this.memory = pool.borrow();
    this.stream = level.decoder().open(memory);
    this.codebook = level.codebook();
    this.sink = sink;
    this.block = new int[VqVae.blockCodes(samplesPerCode)];
    this.vectors = new float[block.length * codebook.width()];
  }

  /**
   * Takes the next codes.
   *
   * @param codes each in [0, codebookSize)
   * @param offset index of the first one
   * @param count how many
   */
  public void write(int[] codes, int offset, int count) {
    requireOpen();
    int done = 0;
    while (done < count) {
      int taken = Math.min(count - done, block.length - waiting);
      System.arraycopy(codes, offset + done, block, waiting, taken);
      waiting += taken;
      done += taken;
      if (waiting == block.length) {
        codebook.lookUp(block, 0, waiting, vectors);
        stream.push(vectors, 0, waiting, sink::accept);
        waiting = 0;
      }
    }
  }

  /** Ends the codes; the last samples are delivered. */
  public void finish() {
    requireOpen();
    codebook.lookUp(block, 0, waiting, vectors);
    stream.finish(vectors, 0, waiting, sink::accept);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the stream is closed; start a new one");
    }
  }

  /** Ends the use of the work memory; the codes need not be finished. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pool.giveBack(memory);
    }
  }
}
