package org.jukebox4j.prior.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.ScatteredWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MultiHeadAttentionTest {
  private static final int ITEMS = 3;
  private static final int WIDTH = 10;

  /** Sizes of a layer. */
  private record Size(AttentionGeometry geometry, int state, int heads) {}

  private static Stream<Arguments> everyKindAtThreeSizes() {
    return Stream.of(
            new Size(new AttentionGeometry(20, 5, 1, 3, 6), 6, 2),
            new Size(new AttentionGeometry(63, 7, 4, 11, 14), 15, 3),
            new Size(new AttentionGeometry(96, 2, 9, 20, 31), 8, 1))
        .flatMap(size -> Stream.of(AttentionKind.values()).map(kind -> Arguments.of(kind, size)));
  }

  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static MultiHeadAttention layer(ParameterBinding binding, AttentionKind kind, Size size) {
    return binding.bind(
        "the layer",
        scope ->
            MultiHeadAttention.from(
                scope, kind.over(size.geometry()), WIDTH, size.state(), size.heads()),
        name -> true);
  }

  private static @Nullable EncoderStates encoder(AttentionKind kind, Size size, int items) {
    int length = size.geometry().encoderLength();
    return kind == AttentionKind.LYRICS
        ? new EncoderStates(random(items * length * WIDTH, 5), items, length)
        : null;
  }

  /** Computes {@code [items, time, width]} through the cache, so many positions at a time. */
  private static float[] cached(
      MultiHeadAttention layer, Size size, float[] x, int items, int chunk) {
    int time = size.geometry().length();
    float[] y = new float[x.length];
    AttentionKind kind =
        layer.kind().attendsToEncoder() ? AttentionKind.LYRICS : AttentionKind.DENSE;
    try (NativeScratch linear = new NativeScratch();
        AttentionScratch scratch =
            new AttentionScratch(size.heads(), size.state() / size.heads(), linear);
        KeyValueCache cache = layer.openCache(items, encoder(kind, size, items), linear)) {
      for (int t = 0; t < time; t += chunk) {
        int rows = Math.min(chunk, time - t);
        float[] in = new float[items * rows * WIDTH];
        float[] out = new float[in.length];
        for (int item = 0; item < items; item++) {
          System.arraycopy(x, (item * time + t) * WIDTH, in, item * rows * WIDTH, rows * WIDTH);
        }
        layer.step(
            in,
            new StepBatch(items, rows, t),
            new MultiHeadAttention.Memory(cache, scratch),
            out,
            null);
        for (int item = 0; item < items; item++) {
          System.arraycopy(out, item * rows * WIDTH, y, (item * time + t) * WIDTH, rows * WIDTH);
        }
      }
    }
    return y;
  }

  private static float[] whole(MultiHeadAttention layer, AttentionKind kind, Size size, float[] x) {
    int time = size.geometry().length();
    float[] y = new float[x.length];
    EncoderStates states = encoder(kind, size, ITEMS);
    for (int item = 0; item < ITEMS; item++) {
      int from = item * time * WIDTH;
      float[] ofItem =
          layer.forward(
              Arrays.copyOfRange(x, from, from + time * WIDTH),
              time,
              states == null ? null : states.of(item),
              null);
      System.arraycopy(ofItem, 0, y, from, ofItem.length);
    }
    return y;
  }

  private static double distance(float[] expected, float[] actual) {
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return worst / largest;
  }

  @ParameterizedTest
  @MethodSource("everyKindAtThreeSizes")
  void stepByStepAndInChunksEqualsTheWholeSequence(AttentionKind kind, Size size) {
    try (ParameterBinding binding = new ParameterBinding(new ScatteredWeights(1))) {
      MultiHeadAttention layer = layer(binding, kind, size);
      float[] x = random(ITEMS * size.geometry().length() * WIDTH, 2);
      float[] whole = whole(layer, kind, size, x);
      for (int chunk : new int[] {1, 2, 5, 7, 13, 16, size.geometry().length()}) {
        assertThat(distance(whole, cached(layer, size, x, ITEMS, chunk)))
            .as("chunks of %d", chunk)
            .isLessThan(1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyKindAtThreeSizes")
  void anItemGetsTheSameBitsAloneAsInABatch(AttentionKind kind, Size size) {
    try (ParameterBinding binding = new ParameterBinding(new ScatteredWeights(1))) {
      MultiHeadAttention layer = layer(binding, kind, size);
      int length = size.geometry().length() * WIDTH;
      float[] x = random(ITEMS * length, 3);
      for (int chunk : new int[] {1, 3, 11}) {
        float[] batch = cached(layer, size, x, ITEMS, chunk);
        // the first encoder states of a batch are those of a single item
        float[] alone = cached(layer, size, Arrays.copyOf(x, length), 1, chunk);
        assertThat(Arrays.copyOf(batch, length)).isEqualTo(alone);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyKindAtThreeSizes")
  void aLaterInputNeverChangesAnEarlierOutput(AttentionKind kind, Size size) {
    try (ParameterBinding binding = new ParameterBinding(new ScatteredWeights(1))) {
      MultiHeadAttention layer = layer(binding, kind, size);
      int time = size.geometry().length();
      float[] x = random(ITEMS * time * WIDTH, 4);
      float[] before = whole(layer, kind, size, x);
      for (int changed : new int[] {1, time / 2, time - 1}) {
        float[] other = x.clone();
        for (int i = changed * WIDTH; i < (changed + 1) * WIDTH; i++) {
          other[i] += 1;
        }
        float[] after = whole(layer, kind, size, other);
        assertThat(Arrays.copyOf(after, changed * WIDTH))
            .isEqualTo(Arrays.copyOf(before, changed * WIDTH));
      }
    }
  }

  /** Queries and keys of zeros, values and outputs as they come in. */
  private static ParameterSource uniform(int width) {
    float[] input = new float[width * 3 * width];
    float[] output = new float[width * width];
    for (int i = 0; i < width; i++) {
      input[i * 3 * width + 2 * width + i] = 1;
      output[i * width + i] = 1;
    }
    float[] bias = new float[width];
    Arrays.fill(bias, 0.5f);
    Map<String, FloatTensor> weights = new HashMap<>();
    weights.put("c_attn.w", FloatTensor.of(input, width, 3 * width));
    weights.put("c_attn.b", FloatTensor.zeros(3 * width));
    weights.put("c_proj.w", FloatTensor.of(output, width, width));
    weights.put("c_proj.b", FloatTensor.of(bias, width));
    return ParameterSource.of(weights);
  }

  private static float[] uniform(AttentionKind kind) {
    AttentionGeometry geometry = new AttentionGeometry(6, 3, 1, 0, 2);
    try (ParameterBinding binding = new ParameterBinding(uniform(1))) {
      MultiHeadAttention layer =
          binding.bind(
              "the layer",
              scope -> MultiHeadAttention.from(scope, kind.over(geometry), 1, 1, 1),
              name -> true);
      return layer.forward(new float[] {6, 12, 24, 48, 96, 192}, 6, null, null);
    }
  }

  @Test
  void equalKeysGiveTheMeanOfTheValuesPlusTheBias() {
    // 6 positions in 3 rows of 2
    assertThat(uniform(AttentionKind.DENSE))
        .containsExactly(new float[] {6.5f, 9.5f, 14.5f, 23, 37.7f, 63.5f}, within(1e-4f));
    assertThat(uniform(AttentionKind.ROW))
        .containsExactly(new float[] {6.5f, 9.5f, 24.5f, 36.5f, 96.5f, 144.5f}, within(1e-4f));
    assertThat(uniform(AttentionKind.COLUMN))
        .containsExactly(new float[] {6.5f, 12.5f, 15.5f, 30.5f, 42.5f, 84.5f}, within(1e-4f));
    assertThat(uniform(AttentionKind.PREVIOUS_ROW))
        .containsExactly(new float[] {.5f, .5f, 9.5f, 9.5f, 36.5f, 36.5f}, within(1e-4f));
    // one key of zeros beside the ends of rows
    assertThat(uniform(AttentionKind.SUMMARY))
        .containsExactly(new float[] {.5f, 6.5f, 6.5f, 20.5f, 20.5f, 20.5f}, within(1e-4f));
  }

  @Test
  void headsMustDivideTheState() {
    try (ParameterBinding binding = new ParameterBinding(new ScatteredWeights(1))) {
      Size size = new Size(new AttentionGeometry(6, 3, 1, 0, 2), 8, 3);
      assertThatThrownBy(() -> layer(binding, AttentionKind.ROW, size))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("heads must divide the width of the attention, 8, but was 3");
    }
  }

  @Test
  void missingEncoderStatesAreRefused() {
    Size size = new Size(new AttentionGeometry(6, 3, 1, 4, 2), 8, 2);
    try (ParameterBinding binding = new ParameterBinding(new ScatteredWeights(1));
        NativeScratch scratch = new NativeScratch()) {
      MultiHeadAttention layer = layer(binding, AttentionKind.LYRICS, size);
      assertThatThrownBy(() -> layer.openCache(1, null, scratch))
          .hasMessage(
              "encoder: a layer attends to a lyrics encoder, but no encoder states were given");
      assertThatThrownBy(() -> layer.openCache(1, new EncoderStates(new float[30], 1, 3), scratch))
          .hasMessage("encoder: expected [items=1, length=4, width] but was [1, 3, width]");
    }
  }
}
