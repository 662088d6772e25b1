package org.jukebox4j.core.audio;

import java.util.Arrays;

/**
 * One channel on its way from one rate to another, block by block. Memory grows with the block, not
 * with the recording; the blocks put together are what {@link Resampler#resample(float[])} gives
 * for the whole, to the bit. Owned by one thread at a time.
 */
public final class ResamplingStream {
  private final PolyphaseFilter filter;
  private float[] pending; // input samples from `origin` on
  private int held;
  private long origin;
  private long received;
  private long produced;
  private boolean finished;

  ResamplingStream(PolyphaseFilter filter) {
    this.filter = filter;
    this.pending = new float[filter.left()];
    this.held = filter.left();
    this.origin = -filter.left();
  }

  /**
   * Takes the next samples and gives what is ready.
   *
   * @param samples any number of samples, read from the start of the array
   * @param count how many of them
   * @return resampled samples, possibly none
   */
  public float[] push(float[] samples, int count) {
    if (finished) {
      throw new IllegalStateException(
          "the stream is finished; open another one for another recording");
    }
    append(samples, count);
    received += count;
    // An output is ready once the last input of its row of taps is there.
    long lastBase = received - 1 - filter.right();
    return produce(lastBase < 0 ? 0 : outputsUpTo(lastBase));
  }

  /**
   * Ends the stream.
   *
   * @return the remaining samples
   */
  public float[] finish() {
    if (finished) {
      return new float[0];
    }
    finished = true;
    append(new float[filter.right()], filter.right());
    return produce(filter.outputLength(received));
  }

  /** Number of outputs whose base is at most {@code base}. */
  private long outputsUpTo(long base) {
    return filter.outputLength(base + 1);
  }

  private float[] produce(long until) {
    float[] ready = new float[Math.toIntExact(Math.max(0, until - produced))];
    filter.apply(pending, origin, produced, ready, 0, ready.length);
    produced += ready.length;
    dropBefore(filter.base(produced) - filter.left());
    return ready;
  }

  private void append(float[] samples, int count) {
    if (held + count > pending.length) {
      pending = Arrays.copyOf(pending, held + count);
    }
    System.arraycopy(samples, 0, pending, held, count);
    held += count;
  }

  private void dropBefore(long position) {
    int dropped = (int) Math.min(held, position - origin);
    System.arraycopy(pending, dropped, pending, 0, held - dropped);
    held -= dropped;
    origin += dropped;
  }
}
