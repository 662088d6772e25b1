package org.jukebox4j.corpus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.random.SplitMix;
import org.junit.jupiter.api.Test;

final class LinearDiscriminantTest {
  private static double noise(long index) {
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += (SplitMix.next(3, 12 * index + i) >>> 11) * 0x1p-53 - 0.5;
    }
    return sum;
  }

  @Test
  void inOneDimensionTheBorderIsHalfWayBetweenTheMeans() {
    List<double[]> examples =
        List.of(new double[] {0}, new double[] {2}, new double[] {4}, new double[] {6});
    LinearDiscriminant discriminant =
        LinearDiscriminant.train(examples, new int[] {0, 0, 1, 1}, 2, 0.1);

    assertThat(discriminant.classOf(new double[] {2.9})).isZero();
    assertThat(discriminant.classOf(new double[] {3.1})).isEqualTo(1);
    double[] scores = discriminant.scores(new double[] {3});
    assertThat(scores[0]).isCloseTo(scores[1], within(1e-12));
  }

  @Test
  void aRarerClassNeedsBetterReasons() {
    List<double[]> examples =
        List.of(
            new double[] {-1},
            new double[] {1},
            new double[] {-1},
            new double[] {1},
            new double[] {3},
            new double[] {5});
    LinearDiscriminant discriminant =
        LinearDiscriminant.train(examples, new int[] {0, 0, 0, 0, 1, 1}, 2, 0.1);

    // Variance 1, means 0 and 4: the border is at 2 + ln(2) / 4.
    assertThat(discriminant.classOf(new double[] {2.16})).isZero();
    assertThat(discriminant.classOf(new double[] {2.18})).isEqualTo(1);
  }

  @Test
  void aDifferenceBetweenNoisyFeaturesIsFound() {
    List<double[]> examples = new ArrayList<>();
    int[] labels = new int[400];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = n % 2;
      double shared = 5 * noise(2L * n);
      // Both features are the same noise; only their difference tells the class.
      examples.add(new double[] {shared, shared + labels[n] + 0.1 * noise(2L * n + 1)});
    }
    LinearDiscriminant discriminant = LinearDiscriminant.train(examples, labels, 2, 1e-4);

    int right = 0;
    for (int n = 0; n < labels.length; n++) {
      right += discriminant.classOf(examples.get(n)) == labels[n] ? 1 : 0;
    }
    assertThat(right).isGreaterThan(395);
  }

  @Test
  void aClassWithoutExamplesIsRefused() {
    List<double[]> examples = List.of(new double[] {0}, new double[] {1});

    assertThatThrownBy(() -> LinearDiscriminant.train(examples, new int[] {0, 0}, 2, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("class 1 has none");
  }

  @Test
  void shrinkageOutOfRangeIsRefused() {
    List<double[]> examples = List.of(new double[] {0});

    assertThatThrownBy(() -> LinearDiscriminant.train(examples, new int[] {0}, 1, 0))
        .hasMessageContaining("shrinkage must be above 0 and at most 1, but was 0.0");
  }
}
