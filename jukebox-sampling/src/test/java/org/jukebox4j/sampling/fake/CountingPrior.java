package org.jukebox4j.sampling.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.LabelRules;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.WindowDecoder;

/**
 * A prior whose only likely code is the position of the code in the piece. The top level learns the
 * position from the offset in its labels, the others from the codes above. Whatever it is fed must
 * already be right, so that a run that ends with codes 0, 1, 2, ... has lined everything up.
 */
public final class CountingPrior implements Prior {
  public record Call(int start, int reused, List<Integer> chunks, int items, int sampled) {}

  private final Level level;
  private final int context;
  private final int samplesPerCode;
  private final int ratio;
  public final List<Call> calls = new ArrayList<>();
  public int open;
  public boolean closed;

  public CountingPrior(Level level, int context, int samplesPerCode, int ratio) {
    this.level = level;
    this.context = context;
    this.samplesPerCode = samplesPerCode;
    this.ratio = ratio;
  }

  @Override
  public Level level() {
    return level;
  }

  @Override
  public int contextLength() {
    return context;
  }

  @Override
  public int samplesPerCode() {
    return samplesPerCode;
  }

  @Override
  public int codebookSize() {
    return 4096;
  }

  @Override
  public int codesPerUpperCode() {
    return ratio;
  }

  @Override
  public int lyricsTokens() {
    return 0;
  }

  @Override
  public Optional<LabelRules> labelRules() {
    return Optional.of(new LabelRules(44_100, 0, 600, LabelVocabularyVersion.V2, 5));
  }

  @Override
  public Prior onThreads(int threads) {
    return this;
  }

  @Override
  public WindowDecoder open(WindowConditioning conditioning) {
    assertThat(closed).isFalse();
    open++;
    LabelVector labels = conditioning.labels().get(0);
    assertThat(labels.sampleLength()).isEqualTo((long) context * samplesPerCode);
    int start = (int) (labels.offset() / samplesPerCode);
    if (ratio == 0) {
      assertThat(conditioning.upperCodes()).isEmpty();
    } else {
      for (int[] above : conditioning.upperCodes()) {
        assertThat(above).hasSize(context / ratio);
        for (int i = 0; i < above.length; i++) {
          assertThat(above[i]).as("code above at %s", i).isEqualTo(start / ratio + i);
        }
      }
    }
    return new Decoder(conditioning.items(), start);
  }

  @Override
  public void close() {
    closed = true;
  }

  private final class Decoder implements WindowDecoder {
    private final int items;
    private final int start;
    private final float[] logits;
    private final List<Integer> chunks = new ArrayList<>();
    private int reused;
    private int position;

    Decoder(int items, int start) {
      this.items = items;
      this.start = start;
      this.logits = new float[items * codebookSize()];
    }

    @Override
    public int items() {
      return items;
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
      assertThat(codes).hasSize(items);
      assertThat(codes.get(0).length).isBetween(1, chunk);
      for (int i = 0; i < codes.get(0).length; i++) {
        for (int[] item : codes) {
          assertThat(item[i]).isEqualTo(start + position);
        }
        position++;
      }
      chunks.add(codes.get(0).length);
      reused = position;
    }

    @Override
    public void append(int[] codes) {
      for (int code : codes) {
        assertThat(code).isEqualTo(start + position);
      }
      position++;
    }

    @Override
    public float[] logits() {
      assertThat(position).isLessThan(context);
      Arrays.fill(logits, -1000f);
      for (int item = 0; item < items; item++) {
        logits[item * codebookSize() + start + position] = 0f;
      }
      return logits;
    }

    @Override
    public int codeOf(int token) {
      return token;
    }

    @Override
    public void close() {
      calls.add(new Call(start, reused, chunks, items, position + 1 - reused));
      open--;
    }
  }
}
