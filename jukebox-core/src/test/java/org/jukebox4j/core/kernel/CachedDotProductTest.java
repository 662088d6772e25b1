package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

final class CachedDotProductTest {
  private static final int HEADS = 2;
  private static final int HEAD_WIDTH = 3;
  private static final int WIDTH = HEADS * HEAD_WIDTH;
  private static final int SLOTS = 9;

  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] exact(
      float[] query, float[] keys, float[] values, int firstSlot, int count, int zeroKeys) {
    double[] result = new double[WIDTH];
    for (int head = 0; head < HEADS; head++) {
      double[] weights = new double[count];
      double total = zeroKeys;
      for (int k = 0; k < count; k++) {
        double dot = 0;
        for (int j = head * HEAD_WIDTH; j < (head + 1) * HEAD_WIDTH; j++) {
          dot += query[j] * keys[(firstSlot + k) * WIDTH + j];
        }
        weights[k] = Math.exp(dot / Math.sqrt(HEAD_WIDTH));
        total += weights[k];
      }
      for (int k = 0; k < count; k++) {
        for (int j = head * HEAD_WIDTH; j < (head + 1) * HEAD_WIDTH; j++) {
          result[j] += weights[k] / total * values[(firstSlot + k) * WIDTH + j];
        }
      }
    }
    return result;
  }

  @Test
  void rowsOfAGroupSeeAsManyKeysAsTheyAreAllowed() {
    float[] keys = random(SLOTS * WIDTH, 1);
    float[] values = random(SLOTS * WIDTH, 2);
    float[] queries = random(5 * (WIDTH + 4), 3);
    int[] counts = {0, 2, 5};
    try (FloatTensor k = FloatTensor.of(keys, SLOTS, WIDTH);
        FloatTensor v = FloatTensor.of(values, SLOTS, WIDTH);
        CachedDotProduct product = new CachedDotProduct(HEADS, HEAD_WIDTH)) {
      product.load(queries, 0, 5, WIDTH + 4);
      CachedDotProduct.Group group = new CachedDotProduct.Group();
      group.begin(0, 2, 3); // rows 0, 2 and 4 of five, keys from slot 3
      for (int count : counts) {
        group.add(count, 1);
      }
      List<Integer> heard = new ArrayList<>();
      product.attend(
          group,
          k.pointer(),
          v.pointer(),
          (head, row, weights, from, count) -> heard.add(head * 10 + row));
      float[] results = new float[5 * WIDTH];
      product.read(results, 0, 5);
      for (int i = 0; i < counts.length; i++) {
        float[] query = new float[WIDTH];
        System.arraycopy(queries, 2 * i * (WIDTH + 4), query, 0, WIDTH);
        double[] expected = exact(query, keys, values, 3, counts[i], 1);
        for (int j = 0; j < WIDTH; j++) {
          assertThat((double) results[2 * i * WIDTH + j]).isCloseTo(expected[j], within(1e-6));
        }
      }
      assertThat(heard).containsExactly(0, 1, 2, 10, 11, 12);
    }
  }

  @Test
  void onlyKeysOfZerosGiveZeroWhateverWasThereBefore() {
    try (FloatTensor k = FloatTensor.of(random(SLOTS * WIDTH, 1), SLOTS, WIDTH);
        FloatTensor v = FloatTensor.of(random(SLOTS * WIDTH, 2), SLOTS, WIDTH);
        CachedDotProduct product = new CachedDotProduct(HEADS, HEAD_WIDTH)) {
      CachedDotProduct.Group group = new CachedDotProduct.Group();
      float[] results = new float[WIDTH];
      for (int count : new int[] {4, 0}) {
        product.load(random(WIDTH, 3), 0, 1, WIDTH);
        group.begin(0, 1, 0);
        group.add(count, 2);
        product.attend(group, k.pointer(), v.pointer(), null);
        product.read(results, 0, 1);
        if (count > 0) {
          assertThat(results).doesNotContain(0f);
        } else {
          assertThat(results).containsOnly(0f);
        }
      }
    }
  }
}
