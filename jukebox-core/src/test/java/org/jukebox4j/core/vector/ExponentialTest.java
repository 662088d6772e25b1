package org.jukebox4j.core.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ExponentialTest {
  @Test
  void relativeErrorStaysBelowTwoInTenMillionOverTheWholeRange() {
    double worst = 0;
    for (float x = -87.3f; x < 88.7f; x += 0.0007f) {
      double exact = Math.exp(x);
      worst = Math.max(worst, Math.abs(Exponential.of(x) - exact) / exact);
    }
    assertThat(worst).isLessThan(2e-7);
  }

  @Test
  void zeroGivesExactlyOne() {
    assertThat(Exponential.of(0f)).isEqualTo(1f);
    assertThat(Exponential.of(-0f)).isEqualTo(1f);
  }

  @Test
  void extremesSaturateAndNotANumberStays() {
    assertThat(Exponential.of(-1000f)).isEqualTo(0f);
    assertThat(Exponential.of(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(Exponential.of(1000f)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Exponential.of(Float.NaN)).isNaN();
  }

  @Test
  void largestFiniteResultIsReached() {
    assertThat((double) Exponential.of(88.7f)).isCloseTo(Math.exp(88.7f), within(1e32));
  }

  @Test
  void boundedFormIsAsExactAndStopsAtItsBounds() {
    double worst = 0;
    for (float x = -87.3f; x < 88.3f; x += 0.0137f) {
      double exact = Math.exp(x);
      worst = Math.max(worst, Math.abs(Exponential.bounded(x) - exact) / exact);
    }
    assertThat(worst).isLessThan(2e-7);
    assertThat(Exponential.bounded(-1e9f)).isEqualTo(Exponential.bounded(-87.33654f));
    assertThat(Exponential.bounded(1e9f)).isEqualTo(Exponential.bounded(88.3f));
    assertThat(Exponential.bounded(Float.NaN)).isNaN();
  }
}
