package org.jukebox4j.core.kernel;

import org.jukebox4j.core.vector.Exponential;
import org.jukebox4j.core.vector.Exponentials;

/**
 * The activation functions of the original, element by element. The released priors use {@link
 * #QUICK_GELU} everywhere, the codec {@link #RELU}.
 */
public enum Activation {
  /** {@code max(x, 0)}. */
  RELU {
    @Override
    public void apply(float[] x, int from, int to) {
      for (int i = from; i < to; i++) {
        x[i] = Math.max(x[i], 0f);
      }
    }

    @Override
    public void backward(float[] x, float[] gradient, int from, int to) {
      for (int i = from; i < to; i++) {
        gradient[i] = x[i] > 0 ? gradient[i] : 0f;
        x[i] = Math.max(x[i], 0f);
      }
    }
  },
  /** {@code x * sigmoid(x)}. */
  SWISH {
    @Override
    public void apply(float[] x, int from, int to) {
      timesSigmoid(x, from, to, 1f);
    }

    @Override
    public void backward(float[] x, float[] gradient, int from, int to) {
      LOOPS.timesSigmoidBackward(x, gradient, from, to, 1f);
    }
  },
  /** GELU in its tanh form, {@code x * sigmoid(2 * sqrt(2 / pi) * (x + 0.044715 x^3))}. */
  GELU {
    @Override
    public void apply(float[] x, int from, int to) {
      for (int i = from; i < to; i++) {
        float v = x[i];
        x[i] = v / (1f + Exponential.of(-1.5957691216f * (v + 0.044715f * v * v * v)));
      }
    }

    @Override
    public void backward(float[] x, float[] gradient, int from, int to) {
      for (int i = from; i < to; i++) {
        float v = x[i];
        float sigmoid = 1f / (1f + Exponential.of(-1.5957691216f * (v + 0.044715f * v * v * v)));
        float slope = 1.5957691216f * (1f + 3 * 0.044715f * v * v);
        gradient[i] *= sigmoid * (1f + v * slope * (1f - sigmoid));
        x[i] = v * sigmoid;
      }
    }
  },
  /** {@code x * sigmoid(1.702 x)}, the feed-forward activation of the priors. */
  QUICK_GELU {
    @Override
    public void apply(float[] x, int from, int to) {
      timesSigmoid(x, from, to, 1.702f);
    }

    @Override
    public void backward(float[] x, float[] gradient, int from, int to) {
      LOOPS.timesSigmoidBackward(x, gradient, from, to, 1.702f);
    }
  };

  private static final Exponentials LOOPS = Exponentials.fastest();

  /** So many values are worth handing to another thread. */
  private static final int PIECE = 1 << 15;

  /**
   * Applies the function in place.
   *
   * @param x the values
   * @param from index of the first value
   * @param to index after the last value
   */
  public abstract void apply(float[] x, int from, int to);

  /**
   * Applies the function in place and, by the chain rule, its derivative to a gradient.
   *
   * @param x the values of the forward pass; receives the results of the forward pass
   * @param gradient holds the gradient of the results; receives that of the values
   * @param from index of the first value
   * @param to index after the last value
   */
  public abstract void backward(float[] x, float[] gradient, int from, int to);

  private static void timesSigmoid(float[] x, int from, int to, float slope) {
    if (to - from < 2 * PIECE) {
      LOOPS.timesSigmoid(x, from, to, slope);
      return;
    }
    int pieces = (to - from + PIECE - 1) / PIECE;
    WorkerThreads.forEach(
        pieces,
        piece -> {
          int first = from + piece * PIECE;
          LOOPS.timesSigmoid(x, first, Math.min(to, first + PIECE), slope);
        });
  }
}
