package org.jukebox4j.sampling.fake;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.SplitMix;
import org.jukebox4j.prior.LabelRules;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.WindowDecoder;
import org.jukebox4j.sampling.model.LevelShape;

/**
 * A prior whose logits are mixed from everything that a window depends on: all codes before, the
 * codes above and the labels. Whatever goes wrong in one place changes the codes after it.
 */
public final class MixingPrior implements Prior {
  private final Level level;
  private final LevelShape shape;
  private final IntConsumer asked;

  /**
   * Makes one.
   *
   * @param asked told every number of threads that is asked for
   */
  public MixingPrior(Level level, LevelShape shape, IntConsumer asked) {
    this.level = level;
    this.shape = shape;
    this.asked = asked;
  }

  @Override
  public Level level() {
    return level;
  }

  @Override
  public int contextLength() {
    return shape.contextLength();
  }

  @Override
  public int samplesPerCode() {
    return shape.samplesPerCode();
  }

  @Override
  public int codebookSize() {
    return shape.codebookSize();
  }

  @Override
  public int codesPerUpperCode() {
    return shape.codesPerUpperCode();
  }

  @Override
  public int lyricsTokens() {
    return shape.lyricsTokens();
  }

  @Override
  public Optional<LabelRules> labelRules() {
    return shape.labelRules();
  }

  @Override
  public Prior onThreads(int threads) {
    asked.accept(threads);
    return this;
  }

  @Override
  public WindowDecoder open(WindowConditioning conditioning) {
    return new Decoder(conditioning);
  }

  @Override
  public void close() {}

  private final class Decoder implements WindowDecoder {
    private final long[] states;
    private final float[] logits;
    private int position;

    Decoder(WindowConditioning conditioning) {
      states = new long[conditioning.items()];
      logits = new float[states.length * codebookSize()];
      for (int item = 0; item < states.length; item++) {
        long state = level.index();
        if (codesPerUpperCode() > 0) {
          state = SplitMix.next(state, Arrays.hashCode(conditioning.upperCodes().get(item)));
        }
        for (LabelVector labels :
            conditioning.labels().isEmpty()
                ? List.<LabelVector>of()
                : List.of(conditioning.labels().get(item))) {
          state = SplitMix.next(state, Arrays.hashCode(labels.toArray()));
        }
        states[item] = state;
      }
    }

    @Override
    public int items() {
      return states.length;
    }

    @Override
    public int position() {
      return position;
    }

    @Override
    public int vocabularySize() {
      return codebookSize();
    }

    @Override
    public void append(List<int[]> codes, int chunk) {
      for (int item = 0; item < states.length; item++) {
        for (int code : codes.get(item)) {
          states[item] = SplitMix.next(states[item], code);
        }
      }
      position += codes.get(0).length;
    }

    @Override
    public void append(int[] codes) {
      for (int item = 0; item < states.length; item++) {
        states[item] = SplitMix.next(states[item], codes[item]);
      }
      position++;
    }

    @Override
    public float[] logits() {
      for (int item = 0; item < states.length; item++) {
        for (int code = 0; code < codebookSize(); code++) {
          long bits = SplitMix.next(states[item], 1_000_000 + code);
          logits[item * codebookSize() + code] = (bits >>> 40) * 0x1p-22f;
        }
      }
      return logits;
    }

    @Override
    public int codeOf(int token) {
      return token;
    }

    @Override
    public void close() {}
  }
}
