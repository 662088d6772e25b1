package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class EstimateTest {
  @Test
  void aShareHasWilsonsInterval() {
    Estimate half = Estimate.ofShare(5, 10);

    assertThat(half.mean()).isEqualTo(0.5);
    // (5 + 1.92) / 13.84 -+ 1.96 / 13.84 * sqrt(2.5 + 0.96)
    assertThat(half.low()).isCloseTo(0.2366, within(1e-4));
    assertThat(half.high()).isCloseTo(0.7634, within(1e-4));
    assertThat(half.count()).isEqualTo(10);
  }

  @Test
  void aShareOfEverythingIsStillUncertain() {
    Estimate all = Estimate.ofShare(36, 36);

    assertThat(all.mean()).isEqualTo(1);
    assertThat(all.high()).isEqualTo(1);
    assertThat(all.low()).isCloseTo(0.9036, within(1e-3));
  }

  @Test
  void aMeanHasStudentsInterval() {
    Estimate mean = Estimate.ofMean(new double[] {1, 2, 3});

    // 4.3027 is the quantile for two degrees of freedom.
    assertThat(mean.mean()).isEqualTo(2);
    assertThat(mean.low()).isCloseTo(2 - 4.3027 / Math.sqrt(3), within(1e-4));
    assertThat(mean.high()).isCloseTo(2 + 4.3027 / Math.sqrt(3), within(1e-4));
  }

  @Test
  void nothingCannotBeEstimated() {
    assertThatThrownBy(() -> Estimate.ofMean(new double[0])).hasMessageContaining("at least one");
  }
}
