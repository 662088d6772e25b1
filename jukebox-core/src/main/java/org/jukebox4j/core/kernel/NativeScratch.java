package org.jukebox4j.core.kernel;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Native memory through which activations pass into and out of matrix products. It grows to the
 * largest request and is then reused without allocation. Owned by one thread at a time.
 */
public final class NativeScratch implements AutoCloseable {
  private @Nullable FloatTensor in;
  private @Nullable FloatTensor out;

  FloatTensor in(int size) {
    FloatTensor current = in;
    if (current == null || current.size() < size) {
      if (current != null) {
        current.close();
      }
      current = FloatTensor.zeros(size);
      in = current;
    }
    return current;
  }

  FloatTensor out(int size) {
    FloatTensor current = out;
    if (current == null || current.size() < size) {
      if (current != null) {
        current.close();
      }
      current = FloatTensor.zeros(size);
      out = current;
    }
    return current;
  }

  @Override
  public void close() {
    if (in != null) {
      in.close();
      in = null;
    }
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
