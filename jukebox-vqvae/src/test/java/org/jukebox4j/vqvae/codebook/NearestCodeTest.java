package org.jukebox4j.vqvae.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestCodeTest {
  @Test
  void theNearestOfThreePointsIsWorkedByHand() {
    assertThat(nearest(new float[] {0, 0, 3, 0, 0, 4}, 2, new float[] {2, 1, 0.2f, 1.9f, -9, 5}))
        .containsExactly(1, 0, 2);
  }

  @Test
  void theFirstOfEqualsIsTaken() {
    assertThat(nearest(new float[] {5, 1, -1, 1}, 1, new float[] {0, 1})).containsExactly(1, 1);
  }

  @Test
  void theDistanceOfTheNearestIsSquared() {
    FloatTensor codebook = FloatTensor.of(new float[] {0, 0, 3, 4}, 2, 2);
    float[] distances = new float[2];
    try (NearestCode search = new NearestCode(new Codebook(Level.BOTTOM, codebook))) {
      search.find(new float[] {0, 2, 3, 5}, new int[2], distances);
    }
    assertThat(distances).containsExactly(4f, 1f);
  }

  @Test
  void notANumberGetsTheFirstCode() {
    assertThat(nearest(new float[] {5, 1}, 1, new float[] {Float.NaN})).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource({"2048, 64, 700", "33, 7, 500", "513, 16, 289"})
  void agreesWithASearchInDoublePrecision(int size, int width, int count) {
    Random random = new Random(size);
    float[] codebook = gaussian(random, size * width);
    float[] x = gaussian(random, count * width);
    int[] codes = nearest(codebook, width, x);
    for (int row = 0; row < count; row++) {
      double least = Double.POSITIVE_INFINITY;
      for (int code = 0; code < size; code++) {
        least = Math.min(least, distance(x, row, codebook, code, width));
      }
      double chosen = distance(x, row, codebook, codes[row], width);
      assertThat(chosen).as("vector " + row).isLessThanOrEqualTo(least * (1 + 1e-5));
    }
  }

  private static int[] nearest(float[] codebook, int width, float[] x) {
    FloatTensor tensor = FloatTensor.of(codebook, codebook.length / width, width);
    int[] codes = new int[x.length / width];
    try (NearestCode search = new NearestCode(new Codebook(Level.BOTTOM, tensor))) {
      search.find(x, 0, codes.length, codes, 0);
    }
    return codes;
  }

  private static float[] gaussian(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double distance(float[] x, int row, float[] codebook, int code, int width) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      double d = (double) x[row * width + i] - codebook[code * width + i];
      sum += d * d;
    }
    return sum;
  }
}
