package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StyleDistancesTest {
  /** Deviations are 1 and 10. */
  private final StyleDistances distances =
      new StyleDistances(List.of(new double[] {0, 0}, new double[] {2, 20}));

  @Test
  void everyFeatureCountsInItsDeviations() {
    assertThat(distances.between(new double[] {0, 0}, new double[] {3, 0}))
        .isCloseTo(3 / Math.sqrt(2), within(1e-12));
    assertThat(distances.between(new double[] {0, 0}, new double[] {0, 30}))
        .isCloseTo(3 / Math.sqrt(2), within(1e-12));
  }

  @Test
  void noveltyIsTheDistanceFromTheNearestSong() {
    assertThat(distances.nearest(new double[] {2, 20})).isZero();
    assertThat(distances.nearest(new double[] {1, 0})).isCloseTo(1 / Math.sqrt(2), within(1e-12));
  }

  @Test
  void diversityTakesEveryPairOnce() {
    List<Double> pairs =
        distances.within(List.of(new double[] {0, 0}, new double[] {1, 0}, new double[] {3, 0}));

    double[] sorted = pairs.stream().mapToDouble(pair -> pair).sorted().toArray();
    double root = Math.sqrt(2);
    assertThat(sorted).containsExactly(new double[] {1 / root, 2 / root, 3 / root}, within(1e-12));
  }
}
